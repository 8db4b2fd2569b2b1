import { randomUUID } from "node:crypto";
import { findAccount } from "@/lib/accounts/queries";
import { type SystemActor, systemActor } from "@/lib/actor";
import { UsageError } from "./command";

/** How the audit log calls whoever uses the command line. */
export const AUTHOR = "Command line";

/** The command line, acting in the account of this address, or in the only one there is. */
export const operatorOf = async (slug: string | undefined): Promise<SystemActor> =>
  systemActor(await findAccount(slug), AUTHOR, randomUUID());

/** The value of an option that a command cannot do without. @throws UsageError */
export function needed(name: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`--${name} is missing.`);
  return value;
}

/** The words of a table, each column as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
