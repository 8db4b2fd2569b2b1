import { type PermissionSet, setOf } from "@/lib/permissions/permissions";
import type { PersonRow } from "@/lib/users/queries/people";

/** What the table shows of one person: small, because every row goes to the browser twice. */
export type ListRow = {
  id: string;
  name: string;
  email: string;
  access: string;
  held: PermissionSet;
  state: State;
};

type State =
  | { kind: "active"; you: boolean; lastActiveAt: string | null; now: boolean; zone: string }
  | { kind: "suspended"; since: string }
  | { kind: "invited"; by: string; sentAt: string; expiresAt: string }
  | { kind: "expired"; by: string; sentAt: string };

/** Last activity is written once a minute, so that less than two minutes ago means now. */
const NOW_MS = 2 * 60_000;

export const isMember = (row: ListRow) => row.state.kind === "active" || row.state.kind === "suspended";

/** @param readerId the member who looks at the list */
export const toListRow = (person: PersonRow, readerId: string): ListRow => ({
  id: person.id,
  name: person.name || person.email,
  email: person.email,
  access: accessLabel(person),
  held: setOf(person.held),
  state: stateOf(person, readerId),
});

/** "Developer plus 1"; "Custom" without a role. */
function accessLabel({ role, grants }: Pick<PersonRow, "role" | "grants">): string {
  if (!role) return grants.length > 0 ? "Custom" : "No permissions";
  return grants.length > 0 ? `${role.name} plus ${grants.length}` : role.name;
}

function stateOf(person: PersonRow, readerId: string): State {
  if (person.kind === "invitation") {
    const sent = { by: person.invitedBy, sentAt: person.sentAt.toISOString() };
    if (person.status === "expired") return { kind: "expired", ...sent };
    return { kind: "invited", ...sent, expiresAt: person.expiresAt.toISOString() };
  }
  if (person.suspendedAt) return { kind: "suspended", since: person.suspendedAt.toISOString() };
  const lastActive = person.lastActiveAt;
  return {
    kind: "active",
    you: person.id === readerId,
    lastActiveAt: lastActive?.toISOString() ?? null,
    now: lastActive !== null && Date.now() - lastActive.getTime() < NOW_MS,
    zone: person.timeZone,
  };
}
