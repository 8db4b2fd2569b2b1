import type { Tx } from "@/db/client";
import { type AppError, type ErrorCode, notFound } from "@/lib/errors";
import { findItems, type FoundItem, type ItemKind, type ItemOperation, mayAt } from "@/lib/media/queries/find-item";
import { refusal } from "@/lib/permissions/can";
import type { Turn } from "@/lib/users/queries/lock-account";

/** What became of one thing in a change of many; the name of what is not open to who asked is not told. */
export type Outcome = {
  kind: ItemKind;
  id: string;
  name: string | null;
  outcome: "changed" | "unchanged" | "refused";
  /** Of a refusal. */
  reason: string | null;
  code: ErrorCode | null;
};

type Step = {
  operation: ItemOperation;
  /** Whether the change is about what lies in the trash. */
  inTrash?: boolean;
  /** Answers whether something changed, or why it could not. */
  run: (item: FoundItem) => Promise<boolean | AppError>;
};

/** Does one thing to many: what cannot be changed is refused with the reason, and the others are changed. */
export async function forEachItem(
  tx: Tx,
  turn: Turn,
  kind: ItemKind,
  ids: readonly string[],
  { operation, inTrash = false, run }: Step,
): Promise<Outcome[]> {
  const found = new Map((await findItems(tx, turn.actor, kind, ids, operation)).map((item) => [item.id, item]));
  const outcomes: Outcome[] = [];
  for (const id of new Set(ids)) {
    const item = found.get(id);
    if (!item || item.inTrash !== inTrash || item.level === null) {
      outcomes.push(refused({ kind, id, name: null }, notFound(kind)));
      continue;
    }
    const result = mayAt(turn.actor, operation, item.level) ? await run(item) : refusal(operation);
    outcomes.push(
      typeof result === "boolean"
        ? { kind, id, name: item.name, outcome: result ? "changed" : "unchanged", reason: null, code: null }
        : refused(item, result),
    );
  }
  return outcomes;
}

const refused = ({ kind, id, name }: Pick<Outcome, "kind" | "id" | "name">, { message, code }: AppError): Outcome => ({
  kind,
  id,
  name,
  outcome: "refused",
  reason: message,
  code,
});

/** The ids of what was changed: the selection that a change is taken back with. */
export const changedIn = (outcomes: readonly Outcome[], kind: ItemKind): string[] =>
  outcomes.filter((one) => one.outcome === "changed" && one.kind === kind).map(({ id }) => id);

/** The inputs that take a change of many files back: files that were alike before share one. */
export class TakenBack<Before extends object> {
  readonly #alike = new Map<string, Before & { fileIds: string[] }>();

  add(fileId: string, before: Before): void {
    const key = JSON.stringify(before);
    const one = this.#alike.get(key);
    if (one) one.fileIds.push(fileId);
    else this.#alike.set(key, { fileIds: [fileId], ...before });
  }

  get inputs() {
    return [...this.#alike.values()];
  }
}
