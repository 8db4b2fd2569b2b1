import { type MatrixItem, PermissionMatrix } from "@/components/ui/permission-matrix";
import { holds, isWithin, type Permission, PERMISSIONS, type PermissionSet } from "@/lib/permissions/permissions";
import { draftOfRole } from "../../roles/role-draft";
import {
  type Draft,
  effectiveOfDraft,
  type MediaLevel,
  mediaLevelOf,
  setMediaLevel,
  switchPermission,
} from "../../access-editor/access-draft";
import { INCLUDED, LEVELS } from "../../access-editor/access-matrix";
import { PERMISSION_ICONS } from "../../access-editor/permission-icons";

const BEFORE_MEDIA = ["sources", "purge", "analytics"] as const;
const AFTER_MEDIA = ["billing", "account_admin"] as const;
const MEDIA = "Image Manager";

/** What the key may do. What nobody here could put into it stands last, locked and with the reason. */
export function KeyMatrix({
  draft,
  holdable,
  lacker,
  onChange,
}: {
  draft: Draft;
  /** What the key may carry: nobody gives what they do not hold, and what it carries already can stay. */
  holdable: PermissionSet;
  /** "You don't", or whoever lacks what cannot be chosen. */
  lacker: string;
  onChange: (draft: Draft) => void;
}) {
  const chosen = effectiveOfDraft(draft);
  const admin = holds(chosen, "account_admin");
  const reaches = (level: MediaLevel) => isWithin(effectiveOfDraft(setMediaLevel(NOTHING_CHOSEN, level)), holdable);
  const included = (id: Permission | "media") => (admin && id !== "account_admin" ? INCLUDED : undefined);

  const switches = (ids: readonly Permission[]) =>
    ids
      .filter((id) => holds(holdable, id))
      .map((id): MatrixItem => {
        const { label, does } = PERMISSIONS[id];
        return {
          id,
          label,
          description: does,
          icon: PERMISSION_ICONS[id],
          checked: holds(chosen, id),
          lockedReason: included(id),
        };
      });
  const media: MatrixItem[] = holds(holdable, "media_shared")
    ? [
        {
          kind: "levels",
          id: "media",
          label: MEDIA,
          description: "Edit includes Browse",
          icon: PERMISSION_ICONS.media_edit,
          value: mediaLevelOf(chosen),
          options: LEVELS.map((level) => ({ ...level, disabled: !reaches(level.value) })),
          lockedReason: included("media"),
          inline: true,
        },
      ]
    : [];
  const lacking = [
    ...[...BEFORE_MEDIA, ...AFTER_MEDIA].filter((id) => !holds(holdable, id)).map((id) => PERMISSIONS[id].label),
    ...(media.length > 0 ? [] : [MEDIA]),
  ];
  const locked: MatrixItem[] =
    lacking.length > 0
      ? [
          {
            id: "lacking",
            label: lacking.join(", "),
            icon: null,
            checked: false,
            lockedReason: `${lacker} have ${lacking.length === 1 ? "it" : "these"}, so the key can't either`,
          },
        ]
      : [];

  return (
    <PermissionMatrix
      label="Permissions"
      items={[...switches(BEFORE_MEDIA), ...media, ...switches(AFTER_MEDIA), ...locked]}
      onSwitch={(id, on) => onChange(switchPermission(draft, id as Permission, on))}
      onLevel={(_, level) => onChange(setMediaLevel(draft, level as MediaLevel))}
    />
  );
}

const NOTHING_CHOSEN = draftOfRole([]);
