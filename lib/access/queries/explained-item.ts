import type { Tx } from "@/db/client";
import type { FoundSubject } from "@/lib/access/queries/find-subject";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import type { Item } from "@/lib/media/input/items";
import { findItems, type FoundItem, idOfItem, kindOfItem } from "@/lib/media/queries/find-item";
import { canEver } from "@/lib/permissions/can";
import type { ExplainedRow, Step } from "@/lib/permissions/explain";
import type { Level, OperationId } from "@/lib/permissions/operations";
import { type Way, waysTo } from "@/lib/shares/queries/ways";

/**
 * A thing of the library as a question about someone else's access needs it: at the level at which the library itself
 * would let them in, with the ways that lead there. Whoever asks must be able to see it. @throws AppError `not_found`
 */
export async function explainedItem(
  tx: Tx,
  actor: Actor,
  subject: FoundSubject,
  operation: OperationId,
  item: Item,
): Promise<ExplainedRow> {
  const kind = kindOfItem(item);
  const [found] = await findItems(tx, actor, kind, [idOfItem(item)]);
  if (!found || found.level === null) throw notFound(kind);
  const { id, name } = found;
  const level = await levelFor(tx, subject, operation, found);
  const ways = subject.asker.memberId === null ? [] : await waysOf(tx, actor, subject.asker.memberId, found);
  const barrier = barrierFor(subject, operation, found, level);
  return {
    level,
    thing: { kind, id, name },
    via: ways.flatMap((way) => stepsOf(way, found, subject.name)),
    ...(barrier && { barrier }),
  };
}

/** Who may never do such a thing reaches nothing. */
async function levelFor(tx: Tx, { asker }: FoundSubject, operation: OperationId, { kind, id }: FoundItem) {
  const asked = asker.kind === "share_link" && asker.link.kind === "request" ? "media.upload" : "media.view";
  if (!canEver(asker, asked) || !canEver(asker, operation)) return null;
  const [reached] = await findItems(tx, asker, kind, [id], asked);
  return reached?.level ?? null;
}

/** The ways that are worth the most. */
async function waysOf(tx: Tx, { account }: Actor, memberId: string, found: FoundItem): Promise<Way[]> {
  const [person] = await waysTo(tx, account.id, found, { memberId });
  return person ? person.ways.filter(({ level }) => level === person.level) : [];
}

function barrierFor(
  { asker, key, link }: FoundSubject,
  operation: OperationId,
  { id, name, inTrash }: FoundItem,
  level: Level | null,
): Step | null {
  if (inTrash !== (operation === "media.restore"))
    return { kind: "status", id, name, says: `${name} ${inTrash ? "lies in the trash" : "is not in the trash"}.` };
  if (key && asker.kind === "key" && asker.key.folderIds !== null && level === null)
    return { kind: "key", id: key.id, name: key.name, says: `${key.name} works in other folders alone.` };
  if (link && asker.kind === "share_link") {
    if (asker.link.kind === "request" && operation !== "media.upload")
      return { kind: "share", ...link, says: `${link.name} takes files and shows nothing.` };
    if (operation === "media.download" && !asker.link.download)
      return { kind: "share", ...link, says: `${link.name} is for looking, without downloads.` };
  }
  return null;
}

function stepsOf({ kind, on, level, share, group }: Way, thing: FoundItem, person: string): Step[] {
  if (kind === "owner") {
    const owned: Step = { kind: "owner", id: on.id, name: on.name, says: `${on.name} belongs to ${person}.` };
    return [owned, ...within(on, thing)];
  }
  const member: Step[] = group ? [{ kind: "group", ...group, says: `${person} is in ${group.name}.` }] : [];
  const given: Step = {
    kind: "share",
    id: share?.id ?? "",
    name: on.name,
    says: `${on.name} is shared with ${group?.name ?? person}: ${share?.level ?? level}.`,
  };
  return [...member, given, ...within(on, thing)];
}

/** How a thing is reached through another one that it lies in. */
function within(on: Way["on"], thing: FoundItem): Step[] {
  if (on.id === thing.id || on.kind === "file") return [];
  const says = on.kind === "folder" ? `${thing.name} lies in ${on.name}.` : `${on.name} holds ${thing.name}: view.`;
  return [{ kind: on.kind, id: on.id, name: on.name, says }];
}
