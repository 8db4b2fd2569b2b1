import { Action, Facts, Note, Paragraph } from "@/lib/mails/parts";

const ToBilling = () => <Note>You get this mail because you receive the invoices of this account.</Note>;

/** Amounts and days in words, as the person reads them. */
type Invoice = { url: string; account: string; number: string; total: string; due: string; dueDate: string };

type Payable = Invoice & { bank: string | null };

type Issued = Payable & {
  open: boolean;
  /** The end of the number of the card that is charged with it. */
  card: string | null;
};

const UNPAID =
  "Nobody loses access by it. Until it is paid, plan and seats cannot be raised; a period that ends 14 days after the due day or later is not followed by another, and the account then has the Free plan. Nobody and nothing is removed.";

export const invoice = {
  subject: ({ number, total, account }: Payable) => `Invoice ${number} of ${total} for ${account}`,
  Body: ({ url, account, number, total, due, dueDate, open, bank, card }: Issued) => (
    <>
      <Paragraph>
        Here is the invoice {number} for the account {account} on Aperture.
        {!open && " It is paid already, out of credit."}
        {open && !card && " Pay by transfer and name its number."}
        {card && ` What is due is charged to the card ending in ${card}: nothing is left to do.`}
      </Paragraph>
      <Facts
        facts={{
          Total: total,
          ...(open && { Due: `${due} by ${dueDate}` }),
          ...(open && !card && { Reference: number, "Bank account": bank }),
        }}
      />
      <Action url={url}>Open the invoice</Action>
      <ToBilling />
    </>
  ),
};

type CreditNote = Invoice & { refunded: boolean };

export const creditNote = {
  subject: ({ number, total, account }: CreditNote) => `Credit note ${number} of ${total} for ${account}`,
  Body: ({ url, account, number, total, refunded }: CreditNote) => (
    <>
      <Paragraph>
        The credit note {number} gives {total} back to the account {account} on Aperture.
      </Paragraph>
      <Paragraph>
        {refunded
          ? "The money goes back the way it came. A bank may take some days for it."
          : "Open invoices are paid out of it, and then the next ones."}
      </Paragraph>
      <Action url={url}>Open the credit note</Action>
      <ToBilling />
    </>
  ),
};

type Payment = Invoice & { amount: string; by: string };

export const payment = {
  subject: ({ amount, number }: Payment) => `${amount} received for invoice ${number}`,
  Body: ({ url, account, number, amount, by }: Payment) => (
    <>
      <Paragraph>
        {amount} were received {by} for the invoice {number} of the account {account}. It is paid.
      </Paragraph>
      <Action url={url}>Open the invoice</Action>
      <ToBilling />
    </>
  ),
};

type Failure = Invoice & {
  reason: string;
  /** The day on which the card is charged again. */
  next: string | null;
};

export const paymentFailed = {
  subject: ({ number }: Failure) => `A payment of invoice ${number} failed`,
  Body: ({ url, account, number, due, dueDate, reason, next }: Failure) => (
    <>
      <Paragraph>
        A payment of the invoice {number} of the account {account} failed: {reason}
      </Paragraph>
      <Facts facts={{ "Still due": `${due} by ${dueDate}`, "The card is charged again on": next }} />
      {next && <Paragraph>Change the card or pay before then, and that is not needed.</Paragraph>}
      <Action url={url}>Pay the invoice</Action>
      <ToBilling />
    </>
  ),
};

export const cardRefused = {
  subject: ({ account }: Failure) => `Change the card of ${account}: its bank refuses it`,
  Body: ({ url, account, number, due, dueDate, reason, next }: Failure) => (
    <>
      <Paragraph>
        The invoice {number} of the account {account} was to be charged to the saved card: {reason}
      </Paragraph>
      <Paragraph>This card is not charged again. Change it under Billing, or pay the invoice in another way.</Paragraph>
      <Facts facts={{ "Still due": `${due} by ${dueDate}`, "Another card is charged on": next }} />
      <Action url={url}>Change the card or pay</Action>
      <ToBilling />
    </>
  ),
};

export const paymentConfirmation = {
  subject: ({ number }: Invoice) => `Your bank asks you to confirm the payment of invoice ${number}`,
  Body: ({ url, account, number, due, dueDate }: Invoice) => (
    <>
      <Paragraph>
        The invoice {number} of the account {account} was to be charged to the saved card. The bank wants its holder to
        confirm that. Nothing is charged before.
      </Paragraph>
      <Facts facts={{ Due: `${due} by ${dueDate}` }} />
      <Action url={url}>Confirm the payment</Action>
      <ToBilling />
    </>
  ),
};

export const planEnded = {
  subject: ({ account }: Invoice) => `${account} has the Free plan now`,
  Body: ({ url, account, number, due, dueDate }: Invoice) => (
    <>
      <Paragraph>
        The subscription of the account {account} was not renewed: the invoice {number} was due on {dueDate} and is not
        paid. Nobody and nothing is removed, and everyone keeps their access.
      </Paragraph>
      <Facts facts={{ "Still due": due }} />
      <Paragraph>Once it is paid, a plan can be chosen again.</Paragraph>
      <Action url={url}>Pay the invoice</Action>
      <ToBilling />
    </>
  ),
};

type Trial = { url: string; account: string; plan: string };

export const trialEnding = {
  subject: ({ account, ends }: Trial & { ends: string }) => `The trial of ${account} ends on ${ends}`,
  Body: ({ url, account, plan, ends }: Trial & { ends: string }) => (
    <>
      <Paragraph>
        The account {account} has the {plan} plan on trial until {ends}. Whoever takes a plan before then keeps
        everything as it is.
      </Paragraph>
      <Paragraph>
        Otherwise the account has the Free plan from then on. Nothing is charged, and nobody and nothing is removed.
      </Paragraph>
      <Action url={url}>Choose a plan</Action>
      <ToBilling />
    </>
  ),
};

export const trialEnded = {
  subject: ({ account }: Trial) => `The trial of ${account} is over`,
  Body: ({ url, account, plan }: Trial) => (
    <>
      <Paragraph>
        The account {account} had the {plan} plan on trial and has the Free plan now. Nothing was charged. Nobody and
        nothing was removed, and everyone keeps their access.
      </Paragraph>
      <Action url={url}>Choose a plan</Action>
      <ToBilling />
    </>
  ),
};

export const invoiceOverdue = {
  subject: ({ number, account }: Payable) => `Invoice ${number} of ${account} is overdue`,
  Body: ({ url, account, number, due, dueDate, bank }: Payable) => (
    <>
      <Paragraph>
        {due} of the invoice {number} of the account {account} were due on {dueDate} and have not come.
      </Paragraph>
      <Paragraph>{UNPAID}</Paragraph>
      <Facts facts={{ Due: due, Reference: number, "Bank account": bank }} />
      <Action url={url}>Pay the invoice</Action>
      <ToBilling />
    </>
  ),
};

type Cancellation = { url: string; account: string; person: string; ends: string };

export const cancellation = {
  subject: ({ account, ends }: Cancellation) => `The subscription of ${account} ends on ${ends}`,
  Body: ({ url, account, person, ends }: Cancellation) => (
    <>
      <Paragraph>
        {person} cancelled the subscription of the account {account}. It ends on {ends}; until then everything works,
        and it can be resumed.
      </Paragraph>
      <Paragraph>From then on the account has the Free plan. Nobody and nothing is removed.</Paragraph>
      <Action url={url}>Open Billing</Action>
      <ToBilling />
    </>
  ),
};

/** Used and limit in words, such as "4" and "5", or "4.2 GB" and "5 GB". */
type Limit = {
  url: string;
  account: string;
  resource: string;
  used: string;
  limit: string;
  percent: number;
  /** What comes of reaching it. */
  atLimit: string;
};

export const limit = {
  subject: ({ account, percent, resource }: Limit) => `${account} uses ${percent} % of its ${resource}`,
  Body: ({ url, account, resource, used, limit: most, atLimit }: Limit) => (
    <>
      <Paragraph>
        The account {account} uses {used} of {most} {resource}. {atLimit}
      </Paragraph>
      <Action url={url}>Open Billing</Action>
      <Note>You get this mail at 80, 90 and 100 % of a limit, once each until use has fallen below it again.</Note>
    </>
  ),
};
