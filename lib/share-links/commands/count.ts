import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { LinkActor } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { isRunning, type OpenLink } from "@/lib/share-links/queries/open-link";
import { visitOf, type Visitor } from "@/lib/share-links/queries/visits";
import { closedLink, MOST_BEGUN } from "@/lib/share-links/rules/link";
import { isBot } from "@/lib/share-links/rules/visitor";

/**
 * Counts that somebody opened the link's page: once a visit, programs apart. Of the last view that a limit allows only
 * one visitor gets it. @throws AppError as a link that is used up
 */
export async function countView({ actor, visit }: OpenLink): Promise<void> {
  const { userAgent } = actor.origin;
  const bot = isBot(userAgent);
  await withAccount(actor.account.id, async (tx) => {
    await lockLink(tx, actor);
    const [link] = await tx.execute<{ visiting: boolean; full: boolean }>(sql`
      select exists (${visitOf({ ...actor.origin, visit })}) as visiting, l.views >= l.max_views as full
      from share_links l where l.account_id = ${actor.account.id} and l.id = ${actor.link.id}`);
    if (link?.visiting) return;
    if (link?.full) throw closedLink();
    await tx.execute(sql`
      update share_links set last_opened_at = now(), ${bot ? sql`bot_views = bot_views + 1` : sql`views = views + 1`}
      where account_id = ${actor.account.id} and id = ${actor.link.id}`);
    await note(tx, actor, "view", null, bot);
  });
}

/** What is downloaded: a file, or everything as a zip. `isPart`: a later part of it is asked for. */
type Download = { fileId: string | null; isPart?: boolean };

/**
 * Counts that a file, or all as a zip, is about to be downloaded, programs apart. A part that a visitor asks for within a
 * day of having begun is the same download. Where downloads are limited, programs get none, so that calling oneself one is
 * no way round. @throws AppError once the link allows no more
 */
export async function countDownload({ actor, visit }: OpenLink, { fileId, isPart = false }: Download): Promise<void> {
  const { account, link, origin } = actor;
  if (!link.download) throw closedLink();
  const bot = isBot(origin.userAgent);
  await withAccount(account.id, async (tx) => {
    await lockLink(tx, actor);
    const [row] = await tx.execute<{ isFull: boolean; isLimited: boolean; hasBegun: boolean }>(sql`
      select coalesce(l.downloads >= l.max_downloads, false) as "isFull", l.max_downloads is not null as "isLimited",
        ${hasBegun({ ...origin, visit }, fileId)} as "hasBegun"
      from share_links l where l.account_id = ${account.id} and l.id = ${link.id}`);
    if (isPart && row?.hasBegun) return;
    if (bot && row?.isLimited) throw new AppError("gone", "Programs get no downloads of this link.");
    if (row?.isFull) throw new AppError("gone", "All downloads that this link allows are used.");
    await tx.execute(sql`
      update share_links set ${bot ? sql`bot_downloads = bot_downloads + 1` : sql`downloads = downloads + 1`}
      where account_id = ${account.id} and id = ${link.id}`);
    await note(tx, actor, "download", fileId, bot);
  });
}

/** A statement of its own: the next one sees what others wrote who had it locked before. */
const lockLink = (tx: Tx, { account, link }: LinkActor) =>
  tx.execute(sql`select from share_links l where l.account_id = ${account.id} and l.id = ${link.id} for update`);

/** Whether the visitor of the link row aliased `l` has begun to download the file within a day, maybe from the address that they had before. */
const hasBegun = ({ ip, userAgent, visit }: Visitor, fileId: string | null) => sql`exists (
  select from share_link_events e where e.account_id = l.account_id and e.link_id = l.id and e.kind = 'download'
    and e.file_id = ${fileId} and e.user_agent is not distinct from ${userAgent}::text and e.at > now() - interval '1 day'
    and (e.ip is not distinct from ${ip}::text or e.ip = (
      select v.ip from share_link_events v where v.account_id = l.account_id and v.link_id = l.id and v.number = ${visit}::bigint)))`;

/** Part of the upload itself. @throws AppError where the link was closed while bytes came, or has taken as many files as it may */
export async function noteUploadThroughLink(tx: Tx, actor: LinkActor, fileId: string): Promise<void> {
  const [open] = await tx.execute(sql`
    select from share_links l where l.account_id = ${actor.account.id} and l.id = ${actor.link.id} and ${isRunning}`);
  if (!open) throw closedLink();
  const [counted] = await tx.execute(sql`
    update share_links set uploads = uploads + 1, last_opened_at = now()
    where account_id = ${actor.account.id} and id = ${actor.link.id} and (max_uploads is null or uploads < max_uploads)
    returning id`);
  if (!counted) throw noMoreFiles();
  await note(tx, actor, "upload", fileId, false);
}

/** Whether a visitor may begin to send a file: what others are sending at this moment counts like what has come. */
export async function requireRoom(tx: Tx, { account, link }: LinkActor, size: number): Promise<void> {
  const [row] = await tx.execute<{ left: number | null; most: number | null; begun: number }>(sql`
    select l.max_uploads - l.uploads as left, l.max_upload_bytes::float8 as most, (select count(*)::int from uploads u
      where u.account_id = l.account_id and u.link_id = l.id and u.finished_at is null and u.expires_at > now()) as begun
    from share_links l where l.account_id = ${account.id} and l.id = ${link.id} for update`);
  if (!row) throw closedLink();
  if (row.most !== null && size > row.most) throw new AppError("too_large", "This file is larger than the link takes.");
  if (row.left !== null && row.left <= row.begun) throw noMoreFiles();
  if (row.begun >= MOST_BEGUN) throw new AppError("too_many", "Too many files are on their way. Try again in a while.");
}

const noMoreFiles = () => new AppError("gone", "This link takes no more files.");

const note = (tx: Tx, { account, link, origin }: LinkActor, kind: string, fileId: string | null, bot: boolean) =>
  tx.execute(sql`
    insert into share_link_events (account_id, link_id, kind, file_id, bot, ip, user_agent)
    values (${account.id}, ${link.id}, ${kind}, ${fileId}, ${bot}, ${origin.ip}, ${origin.userAgent})`);
