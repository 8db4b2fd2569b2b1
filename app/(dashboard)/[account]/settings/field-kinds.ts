import type { FieldKind } from "@/lib/media/rules/metadata";

export const FIELD_KIND_LABELS: Record<FieldKind, string> = {
  text: "Text",
  number: "Number",
  date: "Date",
  choice: "Choice",
};
