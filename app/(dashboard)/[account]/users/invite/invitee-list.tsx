import { X } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { Person } from "@/components/ui/person";
import type { RoleChoice } from "../../access-editor/access-draft";
import { RoleSelect } from "../../access-editor/role-select";
import type { Invitee } from "./invitees";

/** Everyone who was found in the text, each with a role of their own where one is chosen. */
export function InviteeList({
  invitees,
  roles,
  commonRoleId,
  onRole,
  onRemove,
}: {
  invitees: readonly Invitee[];
  roles: readonly RoleChoice[];
  commonRoleId: string | null;
  onRole: (email: string, roleId: string | null) => void;
  onRemove: (invitee: Invitee) => void;
}) {
  return (
    <ul aria-label="People to invite" className="max-h-72 overflow-y-auto border-y border-line">
      {invitees.map((invitee) => {
        const { key, text, name, email, problem, ownRoleId } = invitee;
        const called = name ?? email ?? text;
        return (
          <li
            key={key}
            className="flex min-h-12 flex-wrap items-center gap-2 border-t border-line py-1 first:border-t-0"
          >
            <div className="min-w-0 flex-1">
              <Person
                name={called}
                detail={problem ? <span className="text-crimson-ink">{problem}</span> : name && email}
                size="xs"
                pending
              />
            </div>
            {email !== null && !problem && (
              <RoleSelect
                aria-label={`Role of ${called}`}
                roles={roles}
                value={ownRoleId === undefined ? commonRoleId : ownRoleId}
                className="w-56 max-md:order-last max-md:w-full"
                onChange={(role) => onRole(email, role?.id ?? null)}
              />
            )}
            <IconButton
              label={`Take out ${called}`}
              icon={<X aria-hidden />}
              size="sm"
              onClick={() => onRemove(invitee)}
            />
          </li>
        );
      })}
    </ul>
  );
}
