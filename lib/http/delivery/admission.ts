import type { IncomingMessage } from "node:http";
import { cookieIn } from "@/lib/auth/cookies";
import { findMemberBySession } from "@/lib/auth/member-actor";
import { originFrom } from "@/lib/auth/origin";
import type { Signature } from "@/lib/delivery/rules/signature";
import { AppError, notFound } from "@/lib/errors";
import { mayOpenAll } from "@/lib/media/queries/may-open";
import { can } from "@/lib/permissions/can";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";
import { findLibraryFile } from "@/lib/sources/queries/open-original";

/** How an answer may be kept: by everyone, by the one who has the signed address, by nobody. */
export type Admission = "public" | "signed" | "session";

type Asking = { request: IncomingMessage; source: DeliveredSource; signature: Signature };
/** `fileIds`: of the library, all that it is made of. */
type Wanted = { fileIds: readonly string[]; isPrivate: boolean; tellsAll: boolean };

/** The id of no file. */
const NO_FILE = "";

const unsigned = () => new AppError("forbidden", "This address needs a valid signature.");

/** Refuses at once whom nothing could let in. @throws AppError `forbidden` */
export function admitAddress({ request, source, signature }: Asking): void {
  if (signature.verdict === "expired") throw new AppError("forbidden", "This address has expired.");
  if (signature.verdict === "wrong") throw new AppError("forbidden", "The signature of this address is wrong.");
  if (source.config.signedOnly && signature.verdict === "none" && !sessionOf(request)) throw unsigned();
}

/**
 * Refuses before anything is read or made for them whom these paths are closed to. Closed ones and those that lead nowhere
 * are refused after the same questions to the database, so that not even the time tells that something is there.
 * @throws AppError `not_found`
 */
export async function admitToPaths(asking: Asking, paths: readonly string[]): Promise<void> {
  const { source, signature } = asking;
  if (signature.verdict === "good") return;
  const closed = { isPrivate: true, tellsAll: false };
  if (source.type === "library")
    for (const path of paths) {
      const file = await findLibraryFile(source, path);
      const isOpen = file !== null && !file.isPrivate && !source.config.signedOnly;
      if (!isOpen) await admit(asking, { ...closed, fileIds: [file?.id ?? NO_FILE] });
    }
  else if (source.config.signedOnly) await admit(asking, { ...closed, fileIds: [] });
}

/**
 * Lets in who asks for what anyone may have, who comes by a signed address, and who is signed in and may open the file. The
 * session is looked for only when nothing else lets in.
 * @throws AppError `forbidden`, or `not_found` where it is not to be known that there is something
 */
export async function admit(asking: Asking, { fileIds, isPrivate, tellsAll }: Wanted): Promise<Admission> {
  const { request, source, signature } = asking;
  if (signature.verdict === "good") return isPrivate || source.config.signedOnly || tellsAll ? "signed" : "public";
  if (!isPrivate && !source.config.signedOnly && !tellsAll) return "public";
  if (await mayBySession(request, source, fileIds)) return "session";
  throw isPrivate || source.config.signedOnly ? notFound("image") : unsigned();
}

const sessionOf = (request: IncomingMessage) => cookieIn(request.headers.cookie, "session");

async function mayBySession(
  request: IncomingMessage,
  source: DeliveredSource,
  fileIds: readonly string[],
): Promise<boolean> {
  const token = sessionOf(request);
  if (!token) return false;
  const get = (name: string) => String(request.headers[name] ?? "") || null;
  const actor = await findMemberBySession(token, source.accountId, originFrom({ get }));
  if (!actor?.active) return false;
  return fileIds.length > 0 ? mayOpenAll(actor, fileIds) : can(actor, "sources.view");
}
