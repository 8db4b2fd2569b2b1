import { createHash, randomBytes } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { hashPasscode } from "@/lib/share-links/rules/passcode";
import { surroundings } from "../fixtures";
import { type Person, shortName, withDatabase } from "../people";

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Uploads a file as the person whose browser asks. @returns its id */
export async function bring(
  request: APIRequestContext,
  { account }: Person,
  name: string,
  bytes: Buffer,
  folderId?: string,
): Promise<string> {
  const metadata = [["filename", name], ...(folderId ? [["folder_id", folderId]] : [])];
  const answer = await request.post(`/api/uploads/${account.slug}`, {
    headers: {
      Origin: new URL(surroundings.E2E_URL).origin,
      "Tus-Resumable": "1.0.0",
      "Upload-Length": String(bytes.length),
      "Upload-Metadata": metadata.map(([key, value = ""]) => `${key} ${base64(value)}`).join(","),
      "Content-Type": "application/offset+octet-stream",
    },
    data: bytes,
  });
  const id = answer.headers()["x-file-id"];
  if (!id) throw new Error(`${name} was not taken: ${answer.status()} ${await answer.text()}`);
  return id;
}

export async function makeFolder({ account, memberId }: Person, name: string): Promise<string> {
  const id = `fld_${shortName()}`;
  await withDatabase(
    surroundings.E2E_DATABASE_URL,
    (sql) => sql`
      insert into folders (account_id, id, name, name_key, path, owner_id, created_by)
      values (${account.id}, ${id}, ${name}, ${name.toLowerCase()}, lpad(to_hex(nextval('folder_numbers')), 8, '0'), ${memberId}, ${memberId})`,
  );
  return id;
}

export type Link = { id: string; token: string };

type Settings = { kind?: "view" | "request"; passcode?: string; note?: string; changes?: Record<string, unknown> };

/** A share link of this person on a folder or file, as if made a while ago; `changes` are columns. */
export async function makeLink(
  { account, memberId }: Person,
  itemId: string,
  { kind = "view", passcode, note = "", changes = {} }: Settings = {},
): Promise<Link> {
  const link = { id: `lnk_${shortName()}`, token: randomBytes(32).toString("base64url") };
  const row = {
    account_id: account.id,
    id: link.id,
    kind,
    [itemId.startsWith("fil") ? "file_id" : "folder_id"]: itemId,
    token_hash: createHash("sha256").update(link.token).digest("hex"),
    passcode_hash: passcode ? await hashPasscode(passcode) : null,
    note,
    created_by: memberId,
    owner_id: memberId,
    ...changes,
  };
  await withDatabase(surroundings.E2E_DATABASE_URL, (sql) => sql`insert into share_links ${sql(row)}`);
  return link;
}
