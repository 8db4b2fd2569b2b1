import { CheckboxField } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/field";
import { closureOf, holds, type Permission, PERMISSION_IDS, PERMISSIONS } from "@/lib/permissions/permissions";
import type { RoleChoice } from "../../access-editor/access-draft";
import type { Offer } from "./invitees";

/** Single permissions beside the role, for everyone in this invitation; they may end together on a day. */
export function ExtraPermissions({
  offer,
  roles,
  onChange,
}: {
  offer: Offer;
  roles: readonly RoleChoice[];
  onChange: (offer: Offer) => void;
}) {
  const byRole = closureOf(roles.find(({ id }) => id === offer.roleId)?.permissions ?? []);
  const chosen = new Set(offer.permissions);
  const toggle = (id: Permission, on: boolean) =>
    onChange({ ...offer, permissions: PERMISSION_IDS.filter((each) => (each === id ? on : chosen.has(each))) });
  return (
    <details className="text-13">
      <summary className="w-fit link-text">
        {chosen.size > 0 ? `${chosen.size} single permissions beside the role` : "Add single permissions"}
      </summary>
      <fieldset className="mt-3 grid gap-x-6 md:grid-cols-2">
        <legend className="sr-only">Single permissions</legend>
        {PERMISSION_IDS.map((id) => {
          const included = holds(byRole, id);
          return (
            <CheckboxField
              key={id}
              label={PERMISSIONS[id].label}
              hint={included ? "Included in the role" : PERMISSIONS[id].does}
              checked={included || chosen.has(id)}
              disabled={included}
              onChange={(event) => toggle(id, event.target.checked)}
            />
          );
        })}
      </fieldset>
      {chosen.size > 0 && (
        <TextField
          className="mt-3 max-w-60"
          label="They end on"
          hint="Leave it empty for no end."
          type="date"
          value={offer.grantsExpireAt?.slice(0, 10) ?? ""}
          onChange={(event) =>
            onChange({ ...offer, grantsExpireAt: event.target.value ? `${event.target.value}T23:59:59Z` : null })
          }
        />
      )}
    </details>
  );
}
