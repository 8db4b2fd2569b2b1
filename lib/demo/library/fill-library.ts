import "server-only";
import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import type { ActorAccount, MemberActor } from "@/lib/actor";
import { DAY_MS } from "@/lib/day";
import { CAST, CAST_NAMES, type CastName } from "@/lib/demo/cast";
import { drawMark, playChord } from "@/lib/demo/library/papers";
import { drawShot } from "@/lib/demo/library/pictures";
import { type Series, SERIES } from "@/lib/demo/library/story";
import { startRandom } from "@/lib/demo/seed/random";
import { addFiles, createCollection } from "@/lib/media/commands/collections";
import { createFolderTree } from "@/lib/media/commands/create-folder";
import { createField } from "@/lib/media/commands/fields";
import { editMetadata } from "@/lib/media/commands/metadata";
import { tagFiles } from "@/lib/media/commands/tags";
import { effectiveOf } from "@/lib/permissions/access";
import { createLink } from "@/lib/share-links/commands/create-link";
import { setShares } from "@/lib/shares/commands/set-shares";
import { uploadFile } from "@/lib/uploads/commands/upload-file";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

type Cast = Record<CastName, MemberActor>;
type Fields = { usage: string; photographer: string; shotOn: string };

/**
 * Puts pictures, tags, collections, shares and links into the demo's library, by the commands that people use. What is
 * there already is left: it does nothing in a library that holds a file.
 */
export async function fillDemoLibrary(story: readonly Series[] = SERIES): Promise<void> {
  const cast = await findCast();
  if (!cast) return;
  const { mira, lea } = cast;
  const fields: Fields = {
    usage: (
      await createField(mira, { name: "Usage", kind: "choice", choices: ["Editorial", "Commercial", "Internal"] })
    ).id,
    photographer: (await createField(mira, { name: "Photographer", kind: "text", choices: [] })).id,
    shotOn: (await createField(mira, { name: "Shot on", kind: "date", choices: [] })).id,
  };
  const made = new Map<string, { folderId: string; fileIds: string[] }>();
  for (const [seed, series] of story.entries()) made.set(series.name, await bring(cast, fields, series, seed));
  await bringPapers(lea);

  const collect = async (name: string, description: string, fileIds: string[]) => {
    const { id } = await createCollection(mira, { name, description });
    await addFiles(mira, { collectionId: id, fileIds });
    return id;
  };
  const filesOf = (name: string) => made.get(name)?.fileIds ?? [];
  const folderOf = (name: string) => made.get(name)?.folderId ?? "";
  const press = await collect("Press kit 2026", "What journalists may print", [
    ...filesOf("Press picture"),
    ...filesOf("Lisbon").slice(0, 3),
  ]);
  await collect("Spring picks", "For the launch page", [
    ...filesOf("Spring hero").slice(0, 5),
    ...filesOf("Tableware").slice(0, 2),
  ]);
  const give = (item: Parameters<typeof setShares>[1]["item"], level: "view" | "contribute") =>
    setShares(mira, { item, shares: [{ grantee: { memberId: cast.jonah.memberId }, level }] });
  await give({ folderId: folderOf("Spring hero") }, "view");
  await give({ folderId: folderOf("Lisbon") }, "contribute");
  await give({ collectionId: press }, "view");
  const link = { kind: "view", download: true } as const;
  await createLink(mira, { ...link, item: { collectionId: press }, note: "Press desk" });
  await createLink(lea, {
    ...link,
    item: { folderId: folderOf("Tableware") },
    note: "Atelier Roca, proofs",
    passcode: "tableware",
    expiresAt: new Date(Date.now() + 21 * DAY_MS),
  });
}

/** One folder of photographs, tagged and described. */
async function bring(cast: Cast, fields: Fields, series: Series, seed: number) {
  const actor = cast[series.by];
  const random = startRandom(seed + 1);
  const { ids } = await createFolderTree(actor, { parentId: null, paths: [series.folder] });
  const folderId = ids[0] ?? "";
  const fileIds: string[] = [];
  for (let number = 1; number <= series.count; number++) {
    const takenAt = new Date(Date.now() - (series.taken + random.between(0, 3)) * DAY_MS);
    const [width, height] = random.one([
      [1200, 800],
      [1200, 800],
      [840, 1120],
      [1000, 1000],
    ] as const);
    const shot = { scene: random.one(series.scenes), random, width, height, artist: actor.name, takenAt };
    const name = `${series.name} ${String(number).padStart(2, "0")}.jpg`;
    const { fileId } = await uploadFile(actor, { name, folderId, clash: "version" }, await drawShot(shot));
    fileIds.push(fileId);
    const values = {
      [fields.usage]: series.usage,
      [fields.photographer]: actor.name,
      [fields.shotOn]: takenAt.toISOString().slice(0, 10),
    };
    await editMetadata(actor, { fileIds: [fileId], values });
  }
  await tagFiles(actor, { fileIds, add: series.tags, remove: [] });
  await tagFiles(actor, { fileIds: fileIds.slice(0, 3), add: ["favourite"], remove: [] });
  return { folderId, fileIds };
}

async function bringPapers(actor: MemberActor): Promise<void> {
  const paths = [["Brand", "Logos"], ["Brand"]];
  const { ids } = await createFolderTree(actor, { parentId: null, paths });
  const [logos = "", brand = ""] = ids;
  const put = (name: string, folderId: string, file: Blob) =>
    uploadFile(actor, { name, folderId, clash: "version" }, file);
  await put("northlight.svg", logos, drawMark("northlight", 208));
  await put("atelier-roca.svg", logos, drawMark("atelier roca", 18));
  await put("Sound mark.wav", brand, playChord(4));
  await put("Colour names.csv", brand, new Blob(["name,hue\npetrol,208\nsafelight,72\nmoss,150\n"]));
}

/** The named people of the demo's studio; null where there is no studio, or its library was begun already. */
async function findCast(): Promise<Cast | null> {
  return withSystem(async (tx) => {
    const [account] = await tx.execute<ActorAccount>(sql`
      select a.id, a.slug, a.name, a.plan from accounts a where a.slug = 'northlight'
        and not exists (select from files f where f.account_id = a.id)`);
    if (!account) return null;
    const rows = await tx.execute<{ id: string; userId: string; name: string; email: string; access: AccessJson }>(sql`
      select m.id, m.user_id as "userId", m.name, m.email, ${accessOf(sql`m`)} as access from members m
      where m.account_id = ${account.id} and m.ended_at is null`);
    const cast = {} as Cast;
    for (const name of CAST_NAMES) {
      const row = rows.find(({ email }) => email === CAST[name].email);
      if (!row) return null;
      const access = toAccess(row.access);
      cast[name] = {
        kind: "member",
        active: access.active,
        permissions: effectiveOf(access),
        access,
        account,
        memberId: row.id,
        userId: row.userId,
        sessionId: "",
        name: row.name,
        email: row.email,
        origin: { ip: null, userAgent: null, requestId: "demo" },
      };
    }
    return cast;
  });
}
