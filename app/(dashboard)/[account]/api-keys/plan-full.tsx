import { Callout } from "@/components/ui/callout";

/** Said once, where the button to create is locked. */
export function PlanFull({ limit }: { limit: number }) {
  return (
    <Callout
      tone="amber"
      className="mb-4"
      title={limit === 1 ? "The plan's one key is in use." : `All ${limit} keys of the plan are in use.`}
    >
      Revoke one that nothing uses any more, or move to a larger plan. Keys that work now go on working.
    </Callout>
  );
}
