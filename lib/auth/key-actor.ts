import { originFrom } from "@/lib/auth/origin";
import { type Verdict, verifyKey } from "@/lib/api-keys/queries/verify-key";
import { AppError } from "@/lib/errors";

/** The key that a request to the API names in its `Authorization` header; nowhere else is looked for one. */
export async function findKeyActor({ headers }: Request): Promise<Verdict> {
  const [, secret] = /^Bearer +([\x21-\x7e]+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (secret) return verifyKey(secret, originFrom(headers));
  const message = "Send an API key as Authorization: Bearer apk_….";
  return { actor: null, refused: new AppError("unauthenticated", message) };
}
