import * as z from "zod/mini";
import { parseCsv } from "@/lib/csv";
import { emailAddress } from "@/lib/email-address";
import { AppError } from "@/lib/errors";
import { line } from "@/lib/input";
import { LEGACY_ROLE_IDS } from "@/lib/legacy/rules";

/** All of a file is one transaction, during which nobody else changes access in the account. */
const MOST_ENTRIES = 20_000;

const user = z.object({
  email: emailAddress,
  name: z._default(line("The name", 80), ""),
  role: z.enum(LEGACY_ROLE_IDS, `The role is one of ${LEGACY_ROLE_IDS.join(", ")}.`),
});

const key = z.object({
  name: line("The name of the key", 80).check(z.minLength(1, "The key needs a name.")),
  sha256: z
    .string("The SHA-256 of the secret is expected.")
    .check(
      z.trim(),
      z.toLowerCase(),
      z.regex(/^[0-9a-f]{64}$/, "The SHA-256 of the secret has 64 hexadecimal digits."),
    ),
  /** Who of the file's owners it belongs to; the first of them where none is named. */
  owner: z.optional(emailAddress),
});

/** `line`: of the CSV file, or which entry of the JSON list. */
export type LegacyUser = z.output<typeof user> & { line: number };
export type LegacyKey = z.output<typeof key> & { line: number };
export type Fault = { line: number; list: "users" | "keys"; says: string };
export type LegacyFile = { users: LegacyUser[]; keys: LegacyKey[]; faults: Fault[] };

type Entry = { line: number; list: Fault["list"]; fields: unknown };

/**
 * Reads a list of users, and perhaps of keys. CSV: a head line with `email`, `role` and perhaps `name`, or with `name`,
 * `sha256` and perhaps `owner`. JSON: a list of users, or `{ users, keys }`, with fields of the same names. Other columns
 * and fields are left aside. Whatever cannot be read is told as a fault.
 */
export function readLegacyFile(text: string): LegacyFile {
  const entries = /^\uFEFF?\s*[[{]/.test(text) ? entriesOfJson(text) : entriesOfCsv(text);
  if (entries.length > MOST_ENTRIES)
    throw new AppError("invalid", `At most ${MOST_ENTRIES} entries fit into one import. Split the file.`);
  const file: LegacyFile = { users: [], keys: [], faults: [] };
  for (const { line: number, list, fields } of entries) {
    const parsed = list === "users" ? user.safeParse(fields) : key.safeParse(fields);
    if (!parsed.success)
      file.faults.push({ line: number, list, says: parsed.error.issues.map(({ message }) => message).join(" ") });
    else if ("role" in parsed.data) file.users.push({ ...parsed.data, line: number });
    else file.keys.push({ ...parsed.data, line: number });
  }
  const faults = [...file.faults, ...repeated(file), ...ownerless(file)];
  return { ...file, faults: faults.toSorted((a, b) => a.line - b.line) };
}

function entriesOfCsv(text: string): Entry[] {
  const [head, ...records] = parseCsv(text);
  const columns = (head?.cells ?? []).map((cell) => cell.toLowerCase());
  const list = columns.includes("sha256") ? "keys" : "users";
  const needed = list === "keys" ? ["name", "sha256"] : ["email", "role"];
  const missing = needed.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new AppError("invalid", `The first line names the columns; ${missing.join(" and ")} is missing there.`);
  return records.map(({ line: number, cells }) => ({
    line: number,
    list,
    fields: Object.fromEntries(columns.map((column, i) => [column, cells[i] || undefined])),
  }));
}

function entriesOfJson(text: string): Entry[] {
  const content = parseJson(text);
  const { users, keys = [] } = Array.isArray(content) ? { users: content } : (content as Record<string, unknown>);
  if (!Array.isArray(users) || !Array.isArray(keys))
    throw new AppError("invalid", "The file holds neither a list of users nor { users, keys }.");
  const entries = (list: Fault["list"], items: unknown[]) =>
    items.map((fields, i): Entry => ({ line: i + 1, list, fields }));
  return [...entries("users", users), ...entries("keys", keys)];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AppError("invalid", `The file is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function repeated({ users, keys }: LegacyFile): Fault[] {
  const first = new Map<string, number>();
  const faults: Fault[] = [];
  const see = (list: Fault["list"], number: number, value: string) => {
    const before = first.get(value);
    if (before === undefined) first.set(value, number);
    else faults.push({ line: number, list, says: `${value} stands on line ${before} already.` });
  };
  for (const { line: number, email } of users) see("users", number, email);
  for (const { line: number, sha256 } of keys) see("keys", number, sha256);
  return faults;
}

/** Keys of before were made by owners, and a key never has more than whoever it belongs to. */
function ownerless({ users, keys }: LegacyFile): Fault[] {
  const roles = new Map(users.map(({ email, role }) => [email, role]));
  return keys.flatMap(({ line: number, owner }): Fault[] => {
    const role = owner === undefined ? undefined : roles.get(owner);
    if (role === undefined || role === "owner") return [];
    return [{ line: number, list: "keys", says: `${owner} is not an owner in this file, and keys belong to owners.` }];
  });
}
