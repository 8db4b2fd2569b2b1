import type { KeyActor } from "@/lib/actor";
import { type Verdict, verifyKey } from "@/lib/api-keys/queries/verify-key";
import { originFrom } from "@/lib/auth/origin";
import { AppError } from "@/lib/errors";

/** The secret that a request to the API sends in its `Authorization` header; nowhere else is looked for one. */
export const bearerOf = ({ headers }: Request): string | undefined =>
  /^Bearer +([\x21-\x7e]+)$/i.exec(headers.get("authorization") ?? "")?.[1];

/** The key that asks, and why it is refused if it is. */
export async function findKeyActor(request: Request): Promise<Verdict> {
  const secret = bearerOf(request);
  if (secret) return verifyKey(secret, originFrom(request.headers));
  const message = "Send an API key as Authorization: Bearer apk_….";
  return { actor: null, refused: new AppError("unauthenticated", message) };
}

/** Judges the key anew at each call, for an answer that takes longer than a moment. @throws why it is refused */
export const keyNow = (request: Request) => async (): Promise<KeyActor> => {
  const verdict = await findKeyActor(request);
  if (verdict.actor === null || verdict.refused) throw verdict.refused;
  return verdict.actor;
};
