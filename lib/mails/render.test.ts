import { expect, test } from "vitest";
import { renderMail } from "@/lib/mails/render";
import { type Mail, TEMPLATES } from "@/lib/mails/templates";

const url = "http://localhost:3000/x?a=1&b=2";
const account = `<script>alert("1")</script>`;
const invoice = { url, account, number: "ABC-2026-0001", total: "€60.27", due: "€60.27", dueDate: "1 Dec 2026" };
const key = { url, name: "ci-deploy", prefix: "apk_live_1" };

/** One of each, told by people who mean harm. */
const MAILS: Mail[] = [
  { template: "sign-in", props: { url, minutes: 10, device: account } },
  { template: "invitation", props: { url, account, inviter: "Mira", access: "the role Developer", expires: "28 Nov" } },
  { template: "key-expiry", props: { ...key, name: account, expires: "28 Nov" } },
  { template: "leaked-key", props: { ...key, name: account } },
  { template: "link-reported", props: { url, account, item: "Press kit", reason: "These are not your pictures" } },
  { template: "access-request", props: { url, person: "Jonah", folder: account, level: "view", message: "For print" } },
  { template: "access-answered", props: { url, person: "Mira", folder: account, level: "view" } },
  { template: "access-changed", props: { url, account, person: "Mira", before: "nothing", now: "the role Finance" } },
  { template: "account-deleted", props: { url, account, person: "Mira", until: "28 Nov" } },
  { template: "account-erasure", props: { url, account, day: "28 Nov" } },
  { template: "invoice", props: { ...invoice, open: true, bank: "IBAN DE02", card: null } },
  { template: "credit-note", props: { ...invoice, refunded: true } },
  { template: "payment", props: { ...invoice, amount: "€60.27", by: "by card" } },
  { template: "payment-failed", props: { ...invoice, reason: "The card was declined.", next: "29 Nov" } },
  { template: "card-refused", props: { ...invoice, reason: "Your card has expired.", next: "29 Nov" } },
  { template: "payment-confirmation", props: invoice },
  { template: "plan-ended", props: invoice },
  { template: "trial-ending", props: { url, account, plan: "Pro", ends: "28 Nov" } },
  { template: "trial-ended", props: { url, account, plan: "Pro" } },
  { template: "invoice-overdue", props: { ...invoice, bank: null } },
  { template: "cancellation", props: { url, account, person: "Priya", ends: "28 Nov" } },
  { template: "limit", props: { url, account, resource: "seats", used: "4", limit: "5", percent: 80, atLimit: "" } },
];

test("each mail that there is has been looked at here", () => {
  expect(MAILS.map(({ template }) => template)).toEqual(Object.keys(TEMPLATES));
});

test.each(MAILS)("$template: text and HTML lead to the same place, and what people typed stays text", async (mail) => {
  const { subject, text, html } = await renderMail(mail);
  expect(text).toContain(url);
  expect(html).toContain(`href="${url.replace("&", "&amp;")}"`);
  expect(html).not.toContain("<script");
  expect(`${subject}${text}`).toContain(mail.template === "sign-in" ? "Aperture" : Object.values(mail.props)[1]);
  expect(html).not.toMatch(/<img|<link|@import|url\(|https?:\/\/(?!localhost:3000|www\.w3\.org)/);
});
