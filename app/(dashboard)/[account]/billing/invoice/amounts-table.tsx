import { Money } from "@/components/ui/money";
import { formatPercent } from "@/lib/format";
import type { Amounts } from "@/lib/billing/commands/issue-invoice";

/** The lines of an invoice and their sum. */
export function AmountsTable({ lines, subtotal, tax, taxRate, total, currency }: Amounts & { currency: string }) {
  const sums = [
    { label: "Sum without tax", amount: subtotal },
    { label: `Tax at ${formatPercent(taxRate / 10_000, "en")}`, amount: tax },
  ];
  return (
    <table className="w-full text-13">
      <thead className="sr-only">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ text, quantity, unitPrice, amount }) => (
          <tr key={text} className="border-t border-line align-top first:border-t-0">
            <td className="py-1.5 pr-4">
              {text}
              {quantity > 1 && (
                <span className="block text-12 text-ink-3">
                  {quantity} × <Money minor={unitPrice} currency={currency} />
                </span>
              )}
            </td>
            <td className="py-1.5 text-right">
              <Money minor={amount} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sums.map(({ label, amount }) => (
          <tr key={label} className="border-t border-line text-ink-2">
            <th scope="row" className="py-1.5 text-left font-normal">
              {label}
            </th>
            <td className="py-1.5 text-right">
              <Money minor={amount} currency={currency} />
            </td>
          </tr>
        ))}
        <tr className="border-t border-line-2 font-strong">
          <th scope="row" className="py-1.5 text-left font-strong">
            Total
          </th>
          <td className="py-1.5 text-right">
            <Money minor={total} currency={currency} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
