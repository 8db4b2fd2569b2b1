import { type Frame, Strip } from "@/components/ui/strip";
import { essenceOf, holds, listOf, type PermissionSet, PERMISSIONS } from "@/lib/permissions/permissions";
import { mediaLevelOf } from "./inspector/access-draft";

const SWITCHES = ["account_admin", "analytics", "billing", "sources", "purge"] as const;

const FILLS = { none: "empty", shared: "half", browse: "half", edit: "full" } as const;

const fillOf = (held: boolean, pending: boolean): Frame["fill"] => (pending ? "pending" : held ? "full" : "empty");

/** Six frames in a fixed order: five permissions and how far the library is open. `next` is what is being edited. */
export function AccessStrip({ held, next = held }: { held: PermissionSet; next?: PermissionSet }) {
  const media = mediaLevelOf(next);
  const frames = [
    ...SWITCHES.map((id) => ({
      label: PERMISSIONS[id].label,
      fill: fillOf(holds(next, id), holds(next, id) !== holds(held, id)),
    })),
    { label: "Image Manager", fill: media === mediaLevelOf(held) ? FILLS[media] : ("pending" as const) },
  ];
  return <Strip frames={frames} summary={inWords(next)} />;
}

/** "Analytics, Sources, Purge, Media Edit"; an administrator is told as one. */
function inWords(held: PermissionSet): string {
  if (listOf(held).length === 0) return "No permissions";
  return essenceOf(held)
    .map((id) => PERMISSIONS[id].label)
    .join(", ");
}
