import { toInvoice } from "@/lib/api/billing";
import { markPaid } from "@/lib/billing/commands/pay-invoice";
import { refundInvoice } from "@/lib/billing/commands/refund-invoice";
import { markPaidInput } from "@/lib/billing/input";
import { CURRENCY } from "@/lib/billing/rules";
import { formatMoney } from "@/lib/format";
import { parseInput } from "@/lib/http/parse";
import { type Command, readArgs } from "./command";
import { needed, operatorOf } from "./operator";

const text = { type: "string" } as const;

export const markPaidCommand: Command = {
  usage: "NUMBER [--reference TEXT] [--account SLUG]",
  does: "marks an invoice as paid by a transfer that stands on the bank account",
  async run(args) {
    const { values, positionals } = readArgs(args, { reference: text, account: text }, { words: 1 });
    const input = parseInput(markPaidInput, {
      number: needed("number", positionals[0]),
      reference: values.reference ?? "Transfer",
    });
    const invoice = await markPaid(await operatorOf(values.account), input);
    const paid = formatMoney(invoice.total, invoice.currency, "en");
    return { data: toInvoice(invoice), lines: [`Invoice ${invoice.number} of ${paid} is paid.`] };
  },
};

export const refundCommand: Command = {
  usage: "NUMBER [--account SLUG]",
  does: "gives back what was paid of an invoice, with a credit note; a card is refunded, a transfer is yours to make",
  async run(args) {
    const { values, positionals } = readArgs(args, { account: text }, { words: 1 });
    const number = needed("number", positionals[0]);
    const refunded = await refundInvoice(await operatorOf(values.account), { number });
    return {
      data: { number, refunded },
      lines: refunded.map((amount) => `${formatMoney(amount, CURRENCY, "en")} of invoice ${number} are given back.`),
    };
  },
};
