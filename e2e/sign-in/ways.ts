import type { Page } from "@playwright/test";
import { expect, surroundings } from "../fixtures";
import type { Visit } from "../issuer";
import { type Person, shortName, withDatabase } from "../people";

export const askForLink = async (page: Page, email: string, next = "") => {
  await page.goto(`/sign-in${next && `?next=${encodeURIComponent(next)}`}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("status")).toContainText("Look into your mailbox");
};

export const claimsOf = ({ email }: Person, rest: Partial<Visit["claims"]> = {}) => ({
  sub: shortName(),
  email,
  email_verified: true,
  name: "Dana Kessler",
  ...rest,
});

export const loginsOf = ({ userId }: Person) =>
  withDatabase(
    surroundings.E2E_DATABASE_URL,
    (sql) => sql`select subject, issuer from logins where user_id = ${userId} and ended_at is null`,
  );
