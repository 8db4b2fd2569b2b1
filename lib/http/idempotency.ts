import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CallTimeout } from "@/db/client";
import type { KeyActor } from "@/lib/actor";
import { beginOnce, type EarlierRequest, forgetRequest, keepAnswer } from "@/lib/api-keys/commands/idempotent-answer";
import { AppError } from "@/lib/errors";

/** What a door answers, before it becomes a response. */
export type Answer = { status: number; body: string };

const WAIT_MS = 3_000;
const POLL_MS = 50;

type Once = { actor: KeyActor; secret: string; idempotencyKey: string; requestHash: string };

/**
 * Does the work once for all requests under the same Idempotency-Key of an API key, and gives each the same answer for
 * 24 hours. Those that come while the first is under way wait for it a little. What was refused changed nothing, so it
 * is not kept and may be tried again.
 */
export async function once(request: Once, work: () => Promise<Answer>): Promise<Answer & { replayed: boolean }> {
  const earlier = await firstOrAnswered(request);
  if (earlier) return { ...decrypt(earlier, request), replayed: true };
  try {
    const answer = await work();
    await keepAnswer(request.actor, request.idempotencyKey, encrypt(answer, request));
    return { ...answer, replayed: false };
  } catch (error) {
    // After a call that was given up nobody knows whether it took effect: it must not be done again under this name.
    if (!(error instanceof CallTimeout)) await forgetRequest(request.actor, request.idempotencyKey);
    throw error;
  }
}

export const hashOf = (...parts: string[]) => createHash("sha256").update(parts.join("\n")).digest("hex");

/** Null for the first. */
async function firstOrAnswered({ actor, idempotencyKey, requestHash }: Once): Promise<Answered | null> {
  for (const deadline = Date.now() + WAIT_MS; ; await sleep(POLL_MS)) {
    const earlier = await beginOnce(actor, idempotencyKey, requestHash);
    if (earlier === null) return null;
    if (earlier.requestHash !== requestHash)
      throw new AppError("conflict", "This Idempotency-Key was used for another request within the last 24 hours.");
    if (isAnswered(earlier)) return earlier;
    if (Date.now() > deadline)
      throw new AppError(
        "conflict",
        "A request with this Idempotency-Key is under way, or was cut short. Look before you repeat it.",
        {
          retryAfter: 1,
        },
      );
  }
}

type Answered = { status: number; body: string };

const isAnswered = (earlier: EarlierRequest): earlier is EarlierRequest & Answered =>
  earlier.status !== null && earlier.body !== null;

/** An answer may hold the secret of a new key: it is kept so that only whoever has the key that asked can read it. */
const keyFor = ({ secret, idempotencyKey }: Once) =>
  Buffer.from(hkdfSync("sha256", secret, idempotencyKey, "aperture idempotent answer", 32));

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function encrypt({ status, body }: Answer, request: Once): Answered {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(request), nonce);
  const sealed = Buffer.concat([cipher.update(body, "utf8"), cipher.final()]);
  return { status, body: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64") };
}

function decrypt({ status, body }: Answered, request: Once): Answer {
  const bytes = Buffer.from(body, "base64");
  const decipher = createDecipheriv(CIPHER, keyFor(request), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return { status, body: opened.toString("utf8") };
}
