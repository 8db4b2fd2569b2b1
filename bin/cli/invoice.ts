import { toInvoice } from "@/lib/api/billing";
import { markPaid } from "@/lib/billing/commands/pay-invoice";
import { markPaidInput } from "@/lib/billing/input";
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
