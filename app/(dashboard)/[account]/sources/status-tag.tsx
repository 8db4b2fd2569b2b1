import { Tag } from "@/components/ui/tag";
import { SOURCE_STATUSES, type SourceStatus } from "@/lib/sources/rules/status";

export function StatusTag({ status }: { status: SourceStatus }) {
  const { label, tone } = SOURCE_STATUSES[status];
  return <Tag tone={tone}>{label}</Tag>;
}
