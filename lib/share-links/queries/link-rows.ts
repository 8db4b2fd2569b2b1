import { type SQL, sql } from "drizzle-orm";
import { toDate } from "@/lib/to-date";
import type { ItemKind } from "@/lib/media/queries/find-item";
import type { Reach } from "@/lib/media/queries/reach";
import type { LinkStatus } from "@/lib/share-links/input";
import { RESTORE_DAYS } from "@/lib/share-links/rules/link";
import { addressOf } from "@/lib/share-links/rules/token";
import { authorName } from "@/lib/users/queries/author-name";

export type LinkRow = {
  id: string;
  kind: "view" | "request";
  item: { kind: ItemKind; id: string; name: string };
  /** Null where it cannot be shown again. */
  url: string | null;
  status: LinkStatus;
  hasPasscode: boolean;
  download: boolean;
  startsAt: Date | null;
  expiresAt: Date | null;
  maxViews: number | null;
  maxDownloads: number | null;
  maxUploads: number | null;
  /** Of each file. */
  maxUploadBytes: number | null;
  note: string;
  views: number;
  downloads: number;
  uploads: number;
  botViews: number;
  botDownloads: number;
  lastOpenedAt: Date | null;
  createdAt: Date;
  createdBy: string;
  revokedAt: Date | null;
  revokedBy: string | null;
  /** Until when it can be restored, once it is revoked or expired. */
  restorableUntil: Date | null;
};

type Times = "startsAt" | "expiresAt" | "lastOpenedAt" | "createdAt" | "revokedAt" | "restorableUntil";
export type LinkJson = Omit<LinkRow, Times | "url"> & Record<Times, string | null> & { tokenHash: string };

/** The current revocation of the link row aliased `l`. */
const revocationOf = (columns: SQL): SQL => sql`(select ${columns} from share_link_revocations r
  where r.account_id = l.account_id and r.link_id = l.id and r.ended_at is null)`;

export const revokedAt = revocationOf(sql`r.started_at`);

/** What the link row aliased `l` is at this moment, by the database's clock. */
export const statusOf = sql`case
  when ${revokedAt} is not null then 'revoked'
  when l.expires_at <= now() then 'expired'
  when l.starts_at > now() then 'scheduled'
  when l.kind = 'view' and l.views >= l.max_views or l.kind = 'request' and l.uploads >= l.max_uploads then 'used_up'
  else 'active' end`;

/** Of the link row aliased `l`, with the rows of its thing aliased `f`, `d` and `c`, of which one is there. */
export const linkColumns = sql`
  l.id, l.kind, json_build_object('kind', case when l.file_id is not null then 'file' when l.folder_id is not null then 'folder' else 'collection' end,
    'id', l.item_id, 'name', coalesce(f.name, d.name, c.name)) as item,
  l.token_hash as "tokenHash", ${statusOf} as status, l.passcode_hash is not null as "hasPasscode", l.download,
  l.starts_at as "startsAt", l.expires_at as "expiresAt", l.max_views as "maxViews", l.max_downloads as "maxDownloads",
  l.max_uploads as "maxUploads", l.max_upload_bytes::float8 as "maxUploadBytes",
  l.note, l.views, l.downloads, l.uploads, l.bot_views as "botViews", l.bot_downloads as "botDownloads",
  l.last_opened_at as "lastOpenedAt",
  l.created_at as "createdAt", ${authorName(sql`l.account_id`, sql`l.created_by`)} as "createdBy",
  ${revokedAt} as "revokedAt", ${revocationOf(authorName(sql`r.account_id`, sql`r.started_by`))} as "revokedBy",
  least(${revokedAt}, case when l.expires_at <= now() then l.expires_at end) + make_interval(days => ${RESTORE_DAYS}::int) as "restorableUntil"`;

export const linkTables = sql`share_links l
  left join files f on f.account_id = l.account_id and f.id = l.file_id
  left join folders d on d.account_id = l.account_id and d.id = l.folder_id
  left join collections c on c.account_id = l.account_id and c.id = l.collection_id`;

/** How far someone reaches the thing of the link row aliased `l`, as `reach` tells it of single rows. */
export const rankOfLinked = (reach: Reach): SQL => sql`case
  when l.file_id is not null then ${reach.rankOfFile(sql`f`)}
  when l.folder_id is not null then ${reach.rankOfFolder(sql`d`)} else ${reach.rankOfCollection(sql`c`)} end`;

export const toLinkRow = ({ tokenHash, ...row }: LinkJson): LinkRow => ({
  ...row,
  url: addressOf(row.id, tokenHash),
  startsAt: toDate(row.startsAt),
  expiresAt: toDate(row.expiresAt),
  lastOpenedAt: toDate(row.lastOpenedAt),
  createdAt: new Date(row.createdAt ?? 0),
  revokedAt: toDate(row.revokedAt),
  restorableUntil: toDate(row.restorableUntil),
});
