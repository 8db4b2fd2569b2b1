import type { ComponentProps } from "react";
import { Iris, type Opening } from "@/components/ui/iris";
import { Select } from "@/components/ui/select";
import { closureOf, holds, NOTHING, type PermissionSet } from "@/lib/permissions/permissions";
import type { RoleChoice } from "./access-draft";

/** How far a set of permissions opens the account: for the iris beside a role. */
function openingOf(set: PermissionSet): Opening {
  if (set === NOTHING) return "none";
  if (holds(set, "account_admin")) return "admin";
  const changes = (["billing", "sources", "purge", "media_edit"] as const).filter((id) => holds(set, id)).length;
  return changes === 0 ? "view" : changes === 1 ? "edit" : "manage";
}

/** Every role of the account; one that the plan lacks says so and cannot be chosen. */
export function RoleSelect({
  roles,
  value,
  none = "No role",
  onChange,
  ...rest
}: Omit<ComponentProps<typeof Select>, "onChange" | "value" | "options"> & {
  roles: readonly RoleChoice[];
  value: string | null;
  /** What having no role is called here. */
  none?: string;
  onChange: (role: RoleChoice | null) => void;
}) {
  const chosen = roles.find(({ id }) => id === value) ?? null;
  return (
    <Select
      icon={<Iris opening={openingOf(closureOf(chosen?.permissions ?? []))} />}
      {...rest}
      value={value ?? ""}
      onChange={(event) => onChange(roles.find(({ id }) => id === event.target.value) ?? null)}
      options={[
        ...roles.map(({ id, name, blocked }) => ({
          value: id,
          label: blocked ? `${name} (Enterprise)` : name,
          disabled: blocked !== null && id !== value,
        })),
        { value: "", label: none },
      ]}
    />
  );
}
