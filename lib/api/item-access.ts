import * as z from "zod";
import * as mini from "zod/mini";
import { count, level, name } from "@/lib/api/media";
import { at, atOrNull, id, time } from "@/lib/api/shapes";
import { closed, timeZone } from "@/lib/input";
import type { Actor } from "@/lib/actor";
import type { Item } from "@/lib/media/input/items";
import { day } from "@/lib/shares/input";
import { accessOnDay, type PastAccess } from "@/lib/shares/queries/access-on-day";
import {
  type LinkWithAccess,
  type PersonByRole,
  type PersonWithAccess,
  whoHasAccess,
  type WhoHasAccess,
} from "@/lib/shares/queries/who-has-access";

const thing = z
  .strictObject({ kind: z.enum(["file", "folder", "collection"]), id: id.nullable(), name: name.nullable() })
  .meta({ description: "Id and name are null where it is not open to the key." });

const way = z.strictObject({
  kind: z.enum(["owner", "share"]),
  on: thing,
  level,
  group: z.strictObject({ id, name }).nullable(),
  share: z.strictObject({ id, level, expires_at: time.nullable() }).nullable(),
});

const whoever = {
  people: z
    .array(z.strictObject({ id, name, email: z.string().max(320), level, ways: z.array(way).max(10_000) }))
    .max(100_000)
    .meta({ description: "Whoever reaches it by what is shared with them or theirs, each with every way." }),
  by_role: z
    .array(z.strictObject({ id, name, level: z.enum(["view", "manage"]) }))
    .max(100_000)
    .meta({ description: "Whoever sees or edits the whole library." }),
};

const toldOfLink = {
  note: z.string().max(1000).nullable().meta({ description: "Null where the key may not change the link." }),
  created_by: name.nullable(),
};

const links = z
  .array(
    z.strictObject({
      id,
      on: thing,
      ...toldOfLink,
      download: z.boolean(),
      has_passcode: z.boolean(),
      expires_at: time.nullable(),
    }),
  )
  .max(1000)
  .meta({ description: "Links by which anyone who has the address sees it." });

const currentShape = z
  .strictObject({ owner: z.strictObject({ id, name }).nullable(), ...whoever, links })
  .meta({ id: "ItemAccess" });

const pastShape = z
  .strictObject({
    at: time.meta({ description: "The moment that is told: the end of the day, or now where the day has not ended." }),
    was_there: z.boolean().meta({ description: "False where it did not exist yet, or lay in the trash." }),
    ...whoever,
    links,
    was_private: z
      .boolean()
      .nullable()
      .meta({ description: "Whether delivery addresses needed a signature or a session; null of collections." }),
    visits: z
      .array(
        z.strictObject({ id, ...toldOfLink, views: count, downloads: count, bot_views: count, bot_downloads: count }),
      )
      .max(1000)
      .meta({ description: "What visitors of share links did on that day of UTC, by the link." }),
    openings: z
      .array(z.strictObject({ id, name, views: count, downloads: count, last_at: time }))
      .max(1000)
      .meta({ description: "Whoever opened it on that day of UTC, the latest first." }),
  })
  .meta({ id: "PastItemAccess" });

export const accessShape = z.union([currentShape, pastShape]);

export const accessQuery = closed({
  /** Without it, as it is now. */
  on: mini.optional(day),
  time_zone: mini._default(timeZone, "UTC"),
});

export const ACCESS_DESCRIPTION =
  "With on, a day such as 2027-02-19: who could open it at the end of that day, as the clocks of time_zone have it, and who did.";

/** Who can open a thing, or could at the end of a day. */
export async function readAccess(
  actor: Actor,
  item: Item,
  { on, time_zone: zone }: z.output<typeof accessQuery>,
): Promise<z.infer<typeof accessShape>> {
  if (on !== undefined) return toPastAccess(await accessOnDay(actor, { item, day: on, timeZone: zone }));
  return toItemAccess(await whoHasAccess(actor, item));
}

const toItemAccess = ({ owner, people, byRole, links: reaching }: WhoHasAccess): z.infer<typeof currentShape> => ({
  owner,
  people: people.map(toPerson),
  by_role: byRole.map(toHolder),
  links: reaching.map(toLink),
});

const toPastAccess = (past: PastAccess): z.infer<typeof pastShape> => ({
  at: at(past.at),
  was_there: past.wasThere,
  people: past.people.map(toPerson),
  by_role: past.byRole.map(toHolder),
  links: past.links.map(toLink),
  was_private: past.wasPrivate,
  visits: past.visits.map(({ id: link, told, botViews, botDownloads, ...counts }) => ({
    id: link,
    ...toTold(told),
    ...counts,
    bot_views: botViews,
    bot_downloads: botDownloads,
  })),
  openings: past.openings.map(({ lastAt, ...opening }) => ({ ...opening, last_at: at(lastAt) })),
});

const toTold = (told: LinkWithAccess["told"]) => ({ note: told?.note ?? null, created_by: told?.createdBy ?? null });

const toLink = ({ id: link, on, told, download, hasPasscode, expiresAt }: LinkWithAccess) => ({
  id: link,
  on,
  ...toTold(told),
  download,
  has_passcode: hasPasscode,
  expires_at: atOrNull(expiresAt),
});

const toHolder = ({ id: member, name: called, level: reached }: PersonByRole) => ({
  id: member,
  name: called,
  level: reached,
});

const toPerson = ({ id: member, name: called, email, level: reached, ways }: PersonWithAccess) => ({
  id: member,
  name: called,
  email,
  level: reached,
  ways: ways.map(({ kind, on, level: worth, group, share }) => ({
    kind,
    on,
    level: worth,
    group,
    share: share && { id: share.id, level: share.level, expires_at: atOrNull(share.expiresAt) },
  })),
});
