import "server-only";
import { notFound } from "@/lib/errors";
import { findFile } from "@/lib/media/queries/find-file";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { refusal } from "@/lib/permissions/can";
import { storage } from "@/lib/storage/open";
import { type Derivative, keyOf, NotStored } from "@/lib/storage/storage";

/** What is read: the file as it was uploaded, or a picture that a job made of it. */
type Form = "original" | Derivative;

export type OpenedBytes = { name: string; mime: string; size: number | null; body: ReadableStream<Uint8Array> };

/** The current bytes of a file, for whoever may see it; as they were uploaded, for whoever may download it. */
export async function openBytes(actor: MediaActor, fileId: string, form: Form): Promise<OpenedBytes> {
  const { name, mime, size, sha256, can } = await findFile(actor, fileId);
  if (form !== "original") return { name, mime: "image/webp", size: null, body: await read(keyOf(sha256, form)) };
  if (!can.download || (actor.kind === "share_link" && !actor.link.download)) throw refusal("media.download");
  return { name, mime, size, body: await read(keyOf(sha256)) };
}

async function read(key: string): Promise<ReadableStream<Uint8Array>> {
  try {
    return await storage().read(key);
  } catch (error) {
    if (error instanceof NotStored) throw notFound("picture");
    throw error;
  }
}
