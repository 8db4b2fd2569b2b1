import { type Frame, Strip } from "@/components/ui/strip";
import { essenceOf, holds, NOTHING, type PermissionSet, PERMISSIONS } from "@/lib/permissions/permissions";
import { inWords } from "./permission-words";
import { mediaLevelOf } from "./access-draft";

const SWITCHES = ["account_admin", "analytics", "billing", "sources", "purge"] as const;

const FILLS = { none: "empty", shared: "half", browse: "half", edit: "full" } as const;

const fillOf = (held: boolean, pending: boolean): Frame["fill"] => (pending ? "pending" : held ? "full" : "empty");

/**
 * Six frames in a fixed order: five permissions and how far the library is open. `next` is what is being edited,
 * `dormant` what a key carries and cannot use.
 */
export function AccessStrip({
  held,
  next = held,
  dormant = NOTHING,
}: {
  held: PermissionSet;
  next?: PermissionSet;
  dormant?: PermissionSet;
}) {
  const frames = [
    ...SWITCHES.map((id) => ({
      label: PERMISSIONS[id].label,
      fill: holds(dormant, id) ? ("dormant" as const) : fillOf(holds(next, id), holds(next, id) !== holds(held, id)),
    })),
    { label: "Image Manager", fill: mediaFill(held, next, dormant) },
  ];
  const asleep = dormant === NOTHING ? "" : `; dormant: ${inWords(essenceOf(dormant))}`;
  return <Strip frames={frames} summary={(inWords(essenceOf(next)) || "No permissions") + asleep} />;
}

function mediaFill(held: PermissionSet, next: PermissionSet, dormant: PermissionSet): Frame["fill"] {
  if (mediaLevelOf(dormant) !== "none") return "dormant";
  const media = mediaLevelOf(next);
  return media === mediaLevelOf(held) ? FILLS[media] : "pending";
}
