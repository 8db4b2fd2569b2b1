import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { makePerson, type Person, signedIn, withDatabase } from "./people";

const { E2E_DATABASE_URL, E2E_DEMO_URL } = surroundings;

/** The demo's database: only there are cards taken. */
const demoDatabase = Object.assign(new URL(E2E_DATABASE_URL), { pathname: "/aperture_demo" }).href;

test.use({ baseURL: E2E_DEMO_URL, expectedComplaints: /404 \(Not Found\)/ });

async function openBilling(context: BrowserContext, page: Page, plan = "free"): Promise<Person> {
  const priya = await makePerson(demoDatabase, { role: "finance", name: "Priya Raman" });
  await withDatabase(demoDatabase, (sql) => sql`update accounts set plan = ${plan} where id = ${priya.account.id}`);
  await signedIn(demoDatabase, E2E_DEMO_URL, context, priya);
  await page.goto(`/${priya.account.slug}/billing`);
  await expect(page.getByRole("heading", { name: "Billing", level: 1 })).toBeVisible();
  return priya;
}

async function fillDetails(page: Page) {
  await page.getByLabel("Company").fill("Northlight Studio Lda");
  await page.getByLabel("Street").fill("Rua do Poço 12");
  await page.getByLabel("Postal code").fill("1100-341");
  await page.getByLabel("City").fill("Lisboa");
  await page.getByLabel("Country").selectOption("Portugal");
  await page.getByRole("button", { name: "Save billing details" }).click();
  await expect(page.getByText("Billing details saved")).toBeVisible();
}

async function choosePlan(page: Page, plan: "Pro" | "Enterprise") {
  await page.getByRole("button", { name: /Choose a plan|Change plan or seats/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("label", { hasText: plan }).click();
  await expect(dialog.getByRole("region", { name: "Price" })).toBeVisible();
  return dialog;
}

test("a finance member's day: choose, pay, file, change, cancel and resume, and nothing else", async ({
  context,
  page,
}) => {
  test.slow();
  const priya = await openBilling(context, page);
  const { slug } = priya.account;

  const rail = page.getByRole("navigation", { name: "Main" });
  await expect(rail.getByRole("link", { name: "Billing" })).toBeVisible();
  for (const name of ["Users", "Groups", "Roles", "Audit log", "Settings", "Media"])
    await expect(rail.getByRole("link", { name })).toHaveCount(0);
  const elsewhere = await context.newPage();
  for (const path of ["users", "roles", "settings", "audit-log"]) {
    await elsewhere.goto(`/${slug}/${path}`);
    await expect(elsewhere.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  }
  await elsewhere.close();

  await page.getByLabel("Tax number").fill("DE123456789");
  await page.getByLabel("Country").selectOption("Portugal");
  await page.getByLabel("Company").fill("Northlight Studio Lda");
  await page.getByLabel("Street").fill("Rua do Poço 12");
  await page.getByLabel("Postal code").fill("1100-341");
  await page.getByLabel("City").fill("Lisboa");
  await page.getByRole("button", { name: "Save billing details" }).click();
  await expect(page.getByText("A tax number of PT looks like PT123456789.")).toBeVisible();
  await page.getByLabel("Tax number").fill("");
  await fillDetails(page);
  await expectAccessible(page);

  const dialog = await choosePlan(page, "Pro");
  await expect(dialog.getByText("To pay now: €60.27")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Confirm price" }).click();

  const invoice = page.getByRole("region", { name: /^Invoice / });
  await expect(invoice.getByText("Northlight Studio Lda")).toBeVisible();
  await expectAccessible(page);
  const card = invoice.getByLabel("Card number");
  const pay = invoice.getByRole("button", { name: "Pay by card" });
  await card.fill("4111 1111 1111 1111");
  await pay.click();
  await expect(invoice.getByText("A real card number is not sent anywhere.")).toBeVisible();
  await card.fill("4000 0000 0000 0002");
  await pay.click();
  await expect(invoice.getByText("The card was declined.")).toBeVisible();
  await card.fill("4000 0025 0000 3155");
  await pay.click();
  await invoice.getByRole("button", { name: "Confirm payment" }).click();
  await expect(invoice.getByText("Card ending in 3155")).toBeVisible();
  await expect(invoice.getByText("Paid", { exact: true }).first()).toBeVisible();

  const downloading = page.waitForEvent("download");
  await invoice.getByRole("link", { name: "Download PDF" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/-0001\.pdf$/);
  const pdf = await context.request.get(
    (await invoice.getByRole("link", { name: "Download PDF" }).getAttribute("href")) ?? "",
  );
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  const csv = await (await context.request.get(`/${slug}/billing/export`)).text();
  expect(csv.split("\r\n")[1]).toMatch(/-0001,Invoice,paid,.*,EUR,49,23,11\.27,60\.27,0$/);

  const change = await choosePlan(page, "Enterprise");
  await expect(change.getByText("Not used: Pro with 5 seats")).toBeVisible();
  await change.getByLabel("Seats").fill("49");
  await expect(change.getByText("Enterprise has 50 to 500 seats.")).toBeVisible();
  await change.getByLabel("Seats").fill("52");
  await expect(change.getByText("Enterprise with 52 seats")).toBeVisible();
  await change.getByRole("button", { name: "Confirm price" }).click();
  await expect(page.getByRole("heading", { name: "Enterprise plan" })).toBeVisible();

  await page.getByRole("button", { name: "Cancel subscription" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question.getByRole("button", { name: "Cancel subscription" })).toBeDisabled();
  await question.getByLabel(/to confirm/).fill("Northlight Studio");
  await expectAccessible(page);
  await question.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByText("The subscription is cancelled.")).toBeVisible();
  await page.getByRole("button", { name: "Resume subscription" }).click();
  await expect(page.getByText("The subscription is cancelled.")).toHaveCount(0);
  await expect(page.getByText(/^Renews on/)).toBeVisible();
});

test("a price that is no longer true is not charged", async ({ context, page, newPerson }) => {
  const priya = await openBilling(context, page);
  await fillDetails(page);
  const dialog = await choosePlan(page, "Pro");
  await expect(dialog.getByText("To pay now:")).toBeVisible();

  const elsewhere = await newPerson({ baseURL: E2E_DEMO_URL });
  await signedIn(demoDatabase, E2E_DEMO_URL, elsewhere, priya);
  const other = await elsewhere.newPage();
  await other.goto(`/${priya.account.slug}/billing`);
  await (await choosePlan(other, "Enterprise")).getByRole("button", { name: "Confirm price" }).click();
  await expect(other.getByRole("heading", { name: "Enterprise plan" })).toBeVisible();

  await dialog.getByRole("button", { name: "Confirm price" }).click();
  await expect(dialog.getByText("Something has changed since this price was shown.")).toBeVisible();
});
