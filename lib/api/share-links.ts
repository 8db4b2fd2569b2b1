import * as z from "zod";
import { count, itemFields, name, namesOne, namesOneAtMost, thingShape } from "@/lib/api/media";
import { at, atOrNull, id, pageOf, time } from "@/lib/api/shapes";
import { closed, pageCursor, pageLimit } from "@/lib/input";
import { createLinkInput, LINK_STATUSES, linkId, linksSearch } from "@/lib/share-links/input";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";

const limit = z.int().min(1).max(1_000_000).nullable();

export const shareLinkShape = z
  .strictObject({
    id,
    kind: z.enum(["view", "request"]),
    item: thingShape,
    url: z.url().max(1000).nullable().meta({ description: "Null where it cannot be shown again." }),
    status: z.enum(LINK_STATUSES),
    has_passcode: z.boolean(),
    download: z.boolean(),
    starts_at: time.nullable(),
    expires_at: time.nullable(),
    max_views: limit,
    max_downloads: limit,
    note: z.string().max(1000),
    views: count,
    downloads: count,
    uploads: count,
    bot_views: count,
    bot_downloads: count,
    last_opened_at: time.nullable(),
    created_at: time,
    created_by: name,
    revoked_at: time.nullable(),
    restorable_until: time.nullable(),
  })
  .meta({ id: "ShareLink" });

export const shareLinksShape = pageOf(shareLinkShape);

export const toShareLink = (link: LinkRow): z.infer<typeof shareLinkShape> => ({
  id: link.id,
  kind: link.kind,
  item: link.item,
  url: link.url,
  status: link.status,
  has_passcode: link.hasPasscode,
  download: link.download,
  starts_at: atOrNull(link.startsAt),
  expires_at: atOrNull(link.expiresAt),
  max_views: link.maxViews,
  max_downloads: link.maxDownloads,
  note: link.note,
  views: link.views,
  downloads: link.downloads,
  uploads: link.uploads,
  bot_views: link.botViews,
  bot_downloads: link.botDownloads,
  last_opened_at: atOrNull(link.lastOpenedAt),
  created_at: at(link.createdAt),
  created_by: link.createdBy,
  revoked_at: atOrNull(link.revokedAt),
  restorable_until: atOrNull(link.restorableUntil),
});

export const shareLinkPath = closed({ id: linkId });

export const shareLinksQuery = closed({
  ...itemFields,
  status: linksSearch.shape.status,
  q: linksSearch.shape.q,
  cursor: pageCursor,
  limit: pageLimit(50),
}).check(namesOneAtMost);

const { kind, startsAt, expiresAt, passcode, download, maxViews, maxDownloads, note } = createLinkInput.shape;

const settings = {
  starts_at: startsAt,
  expires_at: expiresAt,
  passcode,
  download,
  max_views: maxViews,
  max_downloads: maxDownloads,
  note,
};

export const createShareLinkBody = closed({ ...itemFields, kind, ...settings }).check(namesOne);

export const editShareLinkBody = closed(settings);

/** The same in the words of the commands; what is left out is left out. */
export const settingsOf = ({
  starts_at,
  expires_at,
  max_views,
  max_downloads,
  ...rest
}: z.output<typeof editShareLinkBody>) => ({
  ...(rest.passcode !== undefined && { passcode: rest.passcode }),
  ...(rest.download !== undefined && { download: rest.download }),
  ...(rest.note !== undefined && { note: rest.note }),
  ...(starts_at !== undefined && { startsAt: starts_at }),
  ...(expires_at !== undefined && { expiresAt: expires_at }),
  ...(max_views !== undefined && { maxViews: max_views }),
  ...(max_downloads !== undefined && { maxDownloads: max_downloads }),
});
