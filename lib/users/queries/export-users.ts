import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { csvLine } from "@/lib/csv";
import { authorize } from "@/lib/permissions/can";
import type { UsersSearch } from "@/lib/users/input";
import { listUsers, type PeoplePage } from "@/lib/users/queries/list-users";
import type { PersonRow } from "@/lib/users/queries/people";

const PAGE = 1000;

type Export = Omit<UsersSearch, "cursor" | "limit">;

/** Everyone whom the search finds, as pieces of a CSV file. That the list was exported is recorded too. */
export async function exportUsers(actor: Actor, search: Export): Promise<AsyncIterable<string>> {
  authorize(actor, "users.export");
  const first = await listUsers(actor, { ...search, limit: PAGE });
  const { id, name } = actor.account;
  await withAccount(id, (tx) =>
    recordAudit(tx, actor, "users.export", { kind: "account", id, name }, { after: { people: first.total, search } }),
  );
  return linesOf(actor, search, first);
}

async function* linesOf(actor: Actor, search: Export, first: PeoplePage): AsyncIterable<string> {
  yield csvLine(Object.keys(COLUMNS));
  for (let page = first; ; page = await listUsers(actor, { ...search, limit: PAGE, cursor: page.nextCursor ?? "" })) {
    if (page.rows.length > 0)
      yield page.rows.map((row) => csvLine(Object.values(COLUMNS).map((read) => read(row)))).join("");
    if (page.nextCursor === null) return;
  }
}

/** Under the names of the HTTP API. */
const COLUMNS: Record<string, (row: PersonRow) => string | null> = {
  id: (row) => row.id,
  name: (row) => row.name,
  email: (row) => row.email,
  status: (row) => row.status,
  role: (row) => row.role?.name ?? null,
  permissions: (row) => row.grants.map(({ permission }) => permission).join(" "),
  effective_permissions: (row) => row.effective.join(" "),
  last_active_at: (row) => (row.kind === "member" ? (row.lastActiveAt?.toISOString() ?? null) : null),
  created_at: (row) => row.startedAt.toISOString(),
  expires_at: (row) => (row.kind === "invitation" ? row.expiresAt.toISOString() : null),
};
