import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { cancelSubscription, resumeSubscription } from "@/lib/billing/commands/cancel-subscription";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { markPaid, payByTestCard } from "@/lib/billing/commands/pay-invoice";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { exportInvoices, findInvoice, listInvoices } from "@/lib/billing/queries/list-invoices";
import { BILLED_TO, change, makePayer } from "@/lib/billing/testing/payer";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { inviteUsersInput } from "@/lib/invitations/input";
import { asSystem, makeStudio } from "@/lib/testing/studio";

useTestDatabase();

test("nobody without Billing sees or does any of it, and Finance nothing else", async () => {
  const { mira: _, dana: __, priya, lea, sofia, jonah, ryo } = await makeStudio();
  for (const actor of [lea, sofia, jonah, ryo])
    for (const attempt of [
      () => findBilling(actor),
      () => listInvoices(actor),
      () => findInvoice(actor, "bil_x"),
      () => exportInvoices(actor),
      () => quoteTerms(actor, { plan: "pro", seats: 5 }),
      () => changeTerms(actor, { quote: "x" }),
      () => editBillingDetails(actor, BILLED_TO),
      () => cancelSubscription(actor, { name: "x" }),
      () => resumeSubscription(actor),
      () => payByTestCard(actor, { invoiceId: "bil_x", number: "4242 4242 4242 4242" }),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: "forbidden",
        details: { missingPermissions: ["billing"] },
      });
  const invitation = inviteUsersInput.parse({ people: [{ email: "x@northlight.studio", roleId: "finance" }] });
  await expect(inviteUsers(priya, invitation)).rejects.toMatchObject({ code: "forbidden" });
});

test("an invoice of another account is not there", async () => {
  const one = await makePayer();
  const other = await makePayer();
  const { invoiceId } = await change(one.priya, { plan: "pro", seats: 5 });
  await expect(findInvoice(other.priya, invoiceId ?? "")).rejects.toMatchObject({ code: "not_found" });
  const { number } = await findInvoice(one.priya, invoiceId ?? "");
  await expect(markPaid(asSystem(other.account), { number, reference: "x" })).rejects.toMatchObject({
    code: "not_found",
  });
});
