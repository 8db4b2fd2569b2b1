import "server-only";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { ActorAccount, LinkActor, Origin } from "@/lib/actor";
import { NOTHING } from "@/lib/permissions/permissions";
import { seal, unseal } from "@/lib/seal";
import { isBot } from "@/lib/share-links/rules/visitor";
import { renewVisit } from "@/lib/share-links/commands/renew-visit";
import { keptVisit, visitKept, visitOf } from "@/lib/share-links/queries/visits";
import { closedLink } from "@/lib/share-links/rules/link";
import { hashToken } from "@/lib/tokens";

declare const passedTheGate: unique symbol;

/**
 * A share link that is open to this visitor at this moment. Whatever gives out a byte or a field of what is shared takes
 * one of these, and nothing but `openLink` makes one, anew for every request: no cookie, signed address or cached page
 * outlives the link, its passcode or its limits.
 */
export type OpenLink = {
  readonly actor: LinkActor;
  /** Whether it gives files to keep, and has not given as many as it may. */
  readonly canDownload: boolean;
  readonly item: { kind: "file" | "folder" | "collection"; id: string; name: string };
  /** Of a file request: the files that it still takes, and the bytes that each may have; null where it says nothing. */
  readonly room: { files: number | null; bytes: number | null };
  /** The address that the visitor came by. */
  readonly token: string;
  /** The visit that goes on, by its number; null where this visitor is not counted yet. */
  readonly visit: number | null;
  /** What the browser keeps from now on, where a limit counts the visit and it does not keep it yet. */
  readonly visitToKeep: string | null;
  readonly [passedTheGate]: true;
};

/** What a visitor finds: what is shared, or the question for the passcode. */
type Opened = { kind: "open"; link: OpenLink } | { kind: "passcode"; accountName: string };

type Row = {
  id: string;
  kind: "view" | "request";
  itemId: string;
  item: OpenLink["item"];
  download: boolean;
  ownerId: string | null;
  downloadsLeft: number | null;
  filesLeft: number | null;
  fileBytes: number | null;
  passcodeHash: string | null;
  /** Null: as many as anyone likes. */
  viewsLeft: number | null;
  visit: { number: number; isStale: boolean } | null;
  account: ActorAccount;
};

const PROOF = "share link passcode";
const PROOF_SECONDS = 12 * 3600;

type Proof = { linkId: string; passcode: string };

/**
 * What the visitor's browser keeps of a link: the proof of its passcode that `unlockLink` gave, which is worth nothing once
 * the passcode has changed, and the visit that a limit counts.
 */
export type Kept = { proof?: string | null; visit?: string | null };

/**
 * The gate.
 * @throws AppError `not_found`, always with the same words
 */
export async function openLink(token: string, kept: Kept | null, origin: Origin): Promise<Opened> {
  const row = await findByToken(token, kept, origin);
  if (!row || !hasViewFor(row, origin)) throw closedLink();
  if (row.passcodeHash !== null && !isProven(row, kept)) return { kind: "passcode", accountName: row.account.name };
  return { kind: "open", link: await toOpenLink(row, token, kept, origin) };
}

/** The same for everything but the page itself: closed without the passcode, and outside of a visit that a limit counts. */
export async function requireOpenLink(token: string, kept: Kept | null, origin: Origin): Promise<OpenLink> {
  const row = await findByToken(token, kept, origin);
  const isOpen = row && (row.viewsLeft === null || row.visit) && (row.passcodeHash === null || isProven(row, kept));
  if (!isOpen) throw closedLink();
  return toOpenLink(row, token, kept, origin);
}

/** Where views are limited, programs that open links on their own get none, so that calling oneself one is no way round. */
const hasViewFor = ({ viewsLeft, visit }: Row, { userAgent }: Origin) =>
  viewsLeft === null || visit !== null || (viewsLeft > 0 && !isBot(userAgent));

/** A link that would be open to who has its passcode. */
export async function findLocked(token: string, origin: Origin) {
  const row = await findByToken(token, null, origin);
  return row && { linkId: row.id, passcodeHash: row.passcodeHash };
}

/** What the browser keeps after the right passcode. */
export const proofFor = (linkId: string, passcodeHash: string): string =>
  seal(PROOF, { linkId, passcode: hashToken(passcodeHash) } satisfies Proof, PROOF_SECONDS);

function isProven({ id, passcodeHash }: Row, kept: Kept | null): boolean {
  const proof = kept?.proof ? unseal<Proof>(PROOF, kept.proof) : null;
  return proof?.linkId === id && proof.passcode === hashToken(passcodeHash ?? "");
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A link that is begun, not over, not revoked, and whose thing is there. */
async function findByToken(token: string, kept: Kept | null, { ip, userAgent }: Origin): Promise<Row | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const visitor = { ip, userAgent, visit: visitKept(kept?.visit) };
  const [row] = await systemDb().execute<Row>(sql`
    select l.id, l.kind, l.item_id as "itemId", l.download, l.owner_id as "ownerId", l.passcode_hash as "passcodeHash",
      l.max_downloads - l.downloads as "downloadsLeft", greatest(0, l.max_uploads - l.uploads) as "filesLeft", l.max_upload_bytes::float8 as "fileBytes",
      l.max_views - l.views as "viewsLeft", (select row_to_json(v) from (${visitOf(visitor)}) v) as visit,
      json_build_object('kind', case when f.id is not null then 'file' when d.id is not null then 'folder' else 'collection' end,
        'id', l.item_id, 'name', coalesce(f.name, d.name, c.name)) as item,
      json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'plan', a.plan) as account
    from share_links l
    join accounts a on a.id = l.account_id and a.deleted_at is null
    left join files f on f.account_id = l.account_id and f.id = l.file_id and f.trashed_at is null
    left join folders p on p.account_id = f.account_id and p.id = f.folder_id
    left join folders d on d.account_id = l.account_id and d.id = l.folder_id and d.trashed_at is null
    left join collections c on c.account_id = l.account_id and c.id = l.collection_id and c.ended_at is null
    where l.token_hash = ${hashToken(token)} and coalesce(f.id, d.id, c.id) is not null and p.trashed_at is null
      and ${isRunning}`);
  return row;
}

/** Whether the link row aliased `l` is begun, not over and not revoked. */
export const isRunning = sql`(l.starts_at is null or l.starts_at <= now()) and (l.expires_at is null or l.expires_at > now())
  and not exists (select from share_link_revocations r
    where r.account_id = l.account_id and r.link_id = l.id and r.ended_at is null)`;

/** It goes on for who uses it. */
async function toOpenLink(
  { id, kind, itemId, item, download, ownerId, account, visit, ...row }: Row,
  token: string,
  kept: Kept | null,
  origin: Origin,
) {
  if (visit?.isStale) await renewVisit(account.id, visit.number);
  const isKept = visit === null || row.viewsLeft === null || visitKept(kept?.visit) === visit.number;
  return {
    actor: {
      kind: "share_link",
      memberId: null,
      name: "A visitor",
      active: true,
      permissions: NOTHING,
      account,
      origin,
      link: { id, kind, itemId, download, ownerId },
    },
    canDownload: download && (row.downloadsLeft ?? 1) > 0,
    item,
    room: { files: row.filesLeft, bytes: row.fileBytes },
    token,
    visit: visit?.number ?? null,
    visitToKeep: isKept ? null : keptVisit(id, visit.number),
  } as OpenLink;
}
