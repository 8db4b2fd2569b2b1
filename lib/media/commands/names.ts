import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { AppError } from "@/lib/errors";
import { nameBeside } from "@/lib/media/rules/name";

/** Where names are unique: the files, or the folders, of one folder. Judge it in the account's turn. */
export type Shelf = { accountId: string; kind: "file" | "folder"; parentId: string | null };

const rowsOf = ({ accountId, kind, parentId }: Shelf): SQL => {
  const [table, parent] = kind === "file" ? [sql`files`, sql`folder_id`] : [sql`folders`, sql`parent_id`];
  return sql`${table} where account_id = ${accountId} and coalesce(${parent}, '') = ${parentId ?? ""} and trashed_at is null`;
};

/** The id of whatever has this name there. */
export async function findNamed(tx: Tx, shelf: Shelf, name: string): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(sql`select id from ${rowsOf(shelf)} and lower(name) = lower(${name})`);
  return row?.id ?? null;
}

/** @throws AppError `conflict` where something else has this name */
export async function requireFree(tx: Tx, shelf: Shelf, name: string, exceptId?: string): Promise<void> {
  const taken = await findNamed(tx, shelf, name);
  if (taken !== null && taken !== exceptId) throw nameTaken(shelf.kind, name);
}

export const nameTaken = (kind: Shelf["kind"], name: string) =>
  new AppError("conflict", `There is already a ${kind} called ${name} here.`, {
    fields: [{ path: "name", message: `Another ${kind} here has this name.` }],
  });

/** The name itself, or the first one with a number that is free. */
export async function freeName(tx: Tx, shelf: Shelf, name: string): Promise<string> {
  if ((await findNamed(tx, shelf, name)) === null) return name;
  const rows = await tx.execute<{ name: string }>(sql`select lower(name) as name from ${rowsOf(shelf)}`);
  const taken = new Set(rows.map((row) => row.name));
  let number = 2;
  while (taken.has(nameBeside(name, number).toLowerCase())) number++;
  return nameBeside(name, number);
}
