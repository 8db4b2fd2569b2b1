import * as z from "zod";
import { level, name } from "@/lib/api/media";
import { atOrNull, id, time } from "@/lib/api/shapes";
import type { PersonWithAccess, WhoHasAccess } from "@/lib/shares/queries/who-has-access";

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

export const accessShape = z
  .strictObject({
    owner: z.strictObject({ id, name }).nullable(),
    people: z
      .array(z.strictObject({ id, name, email: z.string().max(320), level, ways: z.array(way).max(10_000) }))
      .max(100_000)
      .meta({ description: "Whoever reaches it by what is shared with them or theirs, each with every way." }),
    by_role: z
      .array(z.strictObject({ id, name, level: z.enum(["view", "manage"]) }))
      .max(100_000)
      .meta({ description: "Whoever sees or edits the whole library." }),
  })
  .meta({ id: "ItemAccess" });

export const toItemAccess = ({ owner, people, byRole }: WhoHasAccess): z.infer<typeof accessShape> => ({
  owner,
  people: people.map(toPerson),
  by_role: byRole.map(({ id: member, name: called, level: reached }) => ({ id: member, name: called, level: reached })),
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
