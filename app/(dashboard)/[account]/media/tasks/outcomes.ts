import { toast } from "@/components/overlay/toast";
import type { Outcome } from "@/lib/media/commands/outcomes";

/** What stayed as it was, and why; the first of them in full. */
export function tellRefusals(outcomes: readonly Outcome[]): void {
  const [first, ...others] = outcomes.filter(({ outcome }) => outcome === "refused");
  if (!first) return;
  const more = others.length > 0 ? ` So it is with ${others.length} more.` : "";
  toast({ tone: "crimson", message: `${first.name ?? "Something"} stayed as it was. ${first.reason ?? ""}${more}` });
}
