import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";
import type { SignAddress } from "@/lib/sources/input";
import { findSource } from "@/lib/sources/queries/find-source";

/**
 * The address of an image as it can be asked for, signed where the source wants it. The signature is imgix's: MD5 of token,
 * path and query (imgix docs, "Securing assets").
 */
export async function signAddress(actor: Actor, { sourceId, path, query }: SignAddress): Promise<{ address: string }> {
  authorize(actor, "sources.edit");
  const { address, live, token } = await findSource(actor, sourceId);
  const written = path.split("/").map(encodeURIComponent).join("/");
  const search = query ? `?${query}` : "";
  const plain = `${address}/${written}${search}`;
  if (!live?.signedOnly) return { address: plain };
  const signature = createHash("md5").update(`${token}/${written}${search}`).digest("hex");
  return { address: `${plain}${search ? "&" : "?"}s=${signature}` };
}
