import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { CallTimeout } from "@/db/client";
import { AppError } from "@/lib/errors";
import {
  beginOnce,
  type EarlierRequest,
  forgetRequest,
  keepAnswer,
  type NamedWrite,
} from "@/lib/idempotent-answers/commands";

/** What a door answers, before it becomes a response. */
export type Answer = { status: number; body: string };

const WAIT_MS = 3_000;
const POLL_MS = 50;

/** One sending of a write. */
type Sending = {
  write: NamedWrite;
  /** All that was asked for; it may hold a passcode, and is kept as a hash that nobody else can guess at. */
  request: string;
  /** What only the asker knows: without it, the kept answer cannot be read. */
  secret: string;
  /** What is said to whoever may not be given the first answer. */
  says: { other: string; underWay: string };
};

/**
 * Does the work once for all sendings of a write, and gives each the same answer for 24 hours. Those that come while
 * the first is under way wait for it a little. What was refused changed nothing, so it is not kept and may be tried
 * again.
 */
export async function once(sending: Sending, work: () => Promise<Answer>): Promise<Answer & { replayed: boolean }> {
  const { write } = sending;
  const earlier = await firstOrAnswered(sending);
  if (earlier) return { ...decrypt(earlier, sending), replayed: true };
  try {
    const answer = await work();
    await keepAnswer(write, encrypt(answer, sending));
    return { ...answer, replayed: false };
  } catch (error) {
    // After a call that was given up nobody knows whether it took effect: it must not be done again under this name.
    if (!(error instanceof CallTimeout)) await forgetRequest(write);
    throw error;
  }
}

export const hashOf = (...parts: string[]) => createHash("sha256").update(parts.join("\n")).digest("hex");

/** Null for the first. */
async function firstOrAnswered({ write, request, secret, says }: Sending): Promise<Answered | null> {
  const requestHash = hashOf(secret, request);
  for (const deadline = Date.now() + WAIT_MS; ; await sleep(POLL_MS)) {
    const earlier = await beginOnce(write, requestHash);
    if (earlier === null) return null;
    if (earlier.requestHash !== requestHash) throw new AppError("conflict", says.other);
    if (isAnswered(earlier)) return earlier;
    if (Date.now() > deadline) throw new AppError("conflict", says.underWay, { retryAfter: 1 });
  }
}

type Answered = { status: number; body: string };

const isAnswered = (earlier: EarlierRequest): earlier is EarlierRequest & Answered =>
  earlier.status !== null && earlier.body !== null;

/** An answer may hold the secret of a new key: it is kept so that only whoever asked can read it. */
const keyFor = ({ secret, write }: Sending) =>
  Buffer.from(hkdfSync("sha256", secret, write.idempotencyKey, "aperture idempotent answer", 32));

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function encrypt({ status, body }: Answer, sending: Sending): Answered {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(sending), nonce);
  const sealed = Buffer.concat([cipher.update(body, "utf8"), cipher.final()]);
  return { status, body: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64") };
}

function decrypt({ status, body }: Answered, sending: Sending): Answer {
  const bytes = Buffer.from(body, "base64");
  const decipher = createDecipheriv(CIPHER, keyFor(sending), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return { status, body: opened.toString("utf8") };
}
