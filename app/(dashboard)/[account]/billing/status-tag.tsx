import { Tag, type Tone } from "@/components/ui/tag";
import type { InvoiceStatus } from "@/lib/billing/queries/invoice-rows";

const LOOKS: Record<InvoiceStatus, { tone: Tone; label: string }> = {
  open: { tone: "amber", label: "Open" },
  overdue: { tone: "crimson", label: "Overdue" },
  paid: { tone: "moss", label: "Paid" },
  credit: { tone: "petrol", label: "Credit note" },
};

export function StatusTag({ status }: { status: InvoiceStatus }) {
  const { tone, label } = LOOKS[status];
  return <Tag tone={tone}>{label}</Tag>;
}
