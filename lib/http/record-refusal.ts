import { withAccount } from "@/db/client";
import type { KeyActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import type { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

const AGAIN_MS = 60_000;
const MOST_REMEMBERED = 10_000;

const kept = globalThis as typeof globalThis & { apertureRefusals?: Map<string, number> };
const recorded = (kept.apertureRefusals ??= new Map());

/**
 * Puts the refusal of a key into the audit log, the same one at most once a minute: each is also counted with the key's
 * uses. An answer does not fail because its record does.
 */
export async function recordRefusal(actor: KeyActor, refused: AppError, request: string): Promise<void> {
  if (refused.code !== "forbidden" && refused.code !== "unauthenticated") return;
  const { operation, missingPermissions } = refused.details;
  const about = `${actor.key.id} ${operation ?? refused.message}`;
  if (Date.now() - (recorded.get(about) ?? 0) < AGAIN_MS) return;
  if (recorded.size >= MOST_REMEMBERED) recorded.clear();
  recorded.set(about, Date.now());
  const { id, name } = actor.key;
  const after = { operation, missingPermissions, reason: refused.message, request };
  await withAccount(actor.account.id, (tx) =>
    recordAudit(tx, actor, "access.refused", { kind: "api_key", id, name }, { after }),
  ).catch((error: unknown) => log.fault("audit.refusal", error, { requestId: actor.origin.requestId }));
}
