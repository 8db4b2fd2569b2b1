import { expect, test } from "vitest";
import { htmlOf, textOf } from "./render";
import { invitationMail } from "./templates";

const mail = invitationMail({
  url: "http://localhost:3000/invite/abc?x=1&y=2",
  account: `<script>alert("1")</script>`,
  inviter: "Mira Okafor",
  access: "the role Developer",
  expires: "28 Nov 2026",
});

test("both forms say the same", () => {
  for (const words of [...mail.paragraphs.slice(1), mail.note, mail.action.label]) {
    expect(textOf(mail)).toContain(words);
    expect(htmlOf(mail)).toContain(words);
  }
});

test("what people typed is text in the HTML", () => {
  expect(htmlOf(mail)).not.toContain("<script>");
  expect(htmlOf(mail)).toContain("&lt;script&gt;");
  expect(htmlOf(mail)).toContain('href="http://localhost:3000/invite/abc?x=1&amp;y=2"');
});
