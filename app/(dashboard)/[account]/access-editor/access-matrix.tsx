import type { ReactNode } from "react";
import { Iris } from "@/components/ui/iris";
import { type MatrixItem, PermissionMatrix } from "@/components/ui/permission-matrix";
import { holds, type Permission, PERMISSIONS } from "@/lib/permissions/permissions";
import { PERMISSION_ICONS } from "./permission-icons";
import {
  type Draft,
  effectiveOfDraft,
  givenBy,
  marksOf,
  type MediaLevel,
  mediaLevelOf,
  mediaPermissionOf,
  setMediaLevel,
  switchPermission,
} from "./access-draft";
import { ExpiryButton } from "./expiry-button";

const SWITCHES = ["account_admin", "analytics", "billing", "sources", "purge"] as const;

export const LEVELS: { value: MediaLevel; label: string; icon: ReactNode; neutral?: boolean }[] = [
  { value: "none", label: "None", icon: <Iris opening="none" />, neutral: true },
  { value: "shared", label: "Shared", icon: <Iris opening="view" /> },
  { value: "browse", label: "Browse", icon: <Iris opening="edit" /> },
  { value: "edit", label: "Edit", icon: <Iris opening="manage" /> },
];

export const INCLUDED = "Included in Account Admin";

/** Every permission as a switch, the library as four steps. */
export function AccessMatrix({
  name,
  draft,
  saved,
  locked,
  sharedBlocked,
  onChange,
  onEnd,
}: {
  name: string;
  draft: Draft;
  saved: Draft;
  locked: boolean;
  /** Why this account cannot give access to shared media alone. */
  sharedBlocked: string | null;
  onChange: (draft: Draft) => void;
  /** Absent where single permissions cannot end one by one. */
  onEnd?: (permission: Permission, moment: string | null) => void;
}) {
  const effective = effectiveOfDraft(draft);
  const marks = marksOf(draft, saved);
  const single = new Map(givenBy(draft).grants.map((grant) => [grant.permission, grant.expiresAt]));
  const admin = holds(effective, "account_admin");
  const level = mediaLevelOf(effective);

  const lockOf = (id: Permission | "media", description: string) => {
    if (locked) return description;
    return admin && id !== "account_admin" ? INCLUDED : undefined;
  };
  const endOf = (permission: Permission | null) =>
    permission !== null && single.has(permission) && !locked && onEnd ? (
      <ExpiryButton
        what={PERMISSIONS[permission].label}
        until={single.get(permission) ?? null}
        onChange={(moment) => onEnd(permission, moment)}
      />
    ) : undefined;

  const switches = SWITCHES.map((id): MatrixItem => {
    const { label, does } = PERMISSIONS[id];
    return {
      id,
      label,
      description: does,
      icon: PERMISSION_ICONS[id],
      checked: holds(effective, id),
      lockedReason: lockOf(id, does),
      change: marks.of(id) ?? undefined,
      aside: endOf(id),
    };
  });
  const description = level !== "shared" && sharedBlocked ? sharedBlocked : "Edit includes Browse";
  const media: MatrixItem = {
    kind: "levels",
    id: "media",
    label: "Image Manager",
    description,
    icon: PERMISSION_ICONS.media_edit,
    value: level,
    options: LEVELS.map((option) => ({
      ...option,
      disabled: option.value === "shared" && sharedBlocked !== null && level !== "shared",
    })),
    lockedReason: lockOf("media", description),
    change: marks.media ?? undefined,
    aside: endOf(mediaPermissionOf(effective)),
  };

  return (
    <PermissionMatrix
      label={`What ${name} may do`}
      items={[...switches, media]}
      onSwitch={(id, on) => onChange(switchPermission(draft, id as Permission, on))}
      onLevel={(_, value) => onChange(setMediaLevel(draft, value as MediaLevel))}
    />
  );
}
