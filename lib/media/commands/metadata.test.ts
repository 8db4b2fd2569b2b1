import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createField, deleteField, editField } from "@/lib/media/commands/fields";
import { editMetadata } from "@/lib/media/commands/metadata";
import { setTags, tagFiles } from "@/lib/media/commands/tags";
import { filesSearch } from "@/lib/media/input/search";
import { listFields } from "@/lib/media/queries/fields";
import { sharedMetadata } from "@/lib/media/queries/shared-metadata";
import { findFile } from "@/lib/media/queries/find-file";
import { listFiles } from "@/lib/media/queries/list-files";
import { putFile, putShare } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("tags are small letters, changed for many and taken back", async () => {
  const files = [
    await putFile(studio.account, "t1"),
    await putFile(studio.account, "t2"),
    await putFile(studio.account, "t3"),
  ];
  await setTags(studio.lea, { fileIds: files.slice(0, 1), tags: ["Old"] });
  const { before, outcomes } = await tagFiles(studio.lea, {
    fileIds: [...files, "fil_0000"],
    add: ["New  Tag"],
    remove: ["OLD"],
  });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "changed", "changed", "refused"]);
  const found = await listFiles(studio.lea, filesSearch.parse({ q: 'tag:"new tag"', sort: "name" }));
  expect(found.rows.map(({ name, tags }) => [name, tags])).toEqual([
    ["t1", ["new tag"]],
    ["t2", ["new tag"]],
    ["t3", ["new tag"]],
  ]);
  expect(before).toEqual([
    { fileIds: files.slice(0, 1), tags: ["old"] },
    { fileIds: files.slice(1), tags: [] },
  ]);
  for (const input of before) await setTags(studio.lea, input);
  expect((await findFile(studio.lea, files[0] ?? "")).tags).toEqual(["old"]);
  expect((await findFile(studio.lea, files[2] ?? "")).tags).toEqual([]);
});

test("metadata fits its fields, is searched by them, and goes with them", async () => {
  const field = async (name: string, kind: "text" | "number" | "date" | "choice", choices: string[] = []) =>
    (await createField(studio.lea, { name, kind, choices })).id;
  const [by, iso, shot, use] = [
    await field("Shot by", "text"),
    await field("ISO", "number"),
    await field("Shot on", "date"),
    await field("Use", "choice", ["web", "print"]),
  ];
  const file = await putFile(studio.account, "meta");
  const values = { [by]: "Noor", [iso]: "400", [shot]: "2026-03-01", [use]: "print" };
  const { before } = await editMetadata(studio.lea, { fileIds: [file], values });
  const search = async (q: string) => (await listFiles(studio.lea, filesSearch.parse({ q }))).rows.map(({ id }) => id);
  for (const q of ['"shot by":noor', "iso>=400", '"Shot on"<2026-04', "use:web,print", '"shot on":2026 -iso>400'])
    expect([q, await search(q)]).toEqual([q, [file]]);
  for (const q of ["iso>400", "use:web", '"shot on">2026', "-use:print meta"])
    expect([q, await search(q)]).toEqual([q, []]);
  for (const [id, value] of [
    [iso, "many"],
    [shot, "2026-02-30"],
    [use, "radio"],
    ["mdf_0000", "x"],
  ] as const)
    await expect(editMetadata(studio.lea, { fileIds: [file], values: { [id]: value } })).rejects.toMatchObject({
      code: "invalid",
    });
  for (const input of before) await editMetadata(studio.lea, input);
  expect(await search("use:print")).toEqual([]);
  await editField(studio.lea, { fieldId: use, name: "Usage", choices: ["web"] });
  await deleteField(studio.lea, iso);
  expect((await listFields(studio.lea)).map(({ name }) => name)).toEqual(["Shot by", "Shot on", "Usage"]);
  expect(await listFiles(studio.lea, filesSearch.parse({ q: "meta -iso>1 tag:x" }))).toMatchObject({
    rows: [],
    problem: { message: "There is no field called iso.", start: 5, end: 11 },
  });
  await expect(createField(studio.jonah, { name: "Mine", kind: "text", choices: [] })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("what files share in a field is told, of several that they differ, and nothing of those that are not open", async () => {
  const { account, lea, jonah } = studio;
  const { id: field } = await createField(lea, { name: "Photographer", kind: "text", choices: [] });
  const [one, other, shut] = [await putFile(account, "s1"), await putFile(account, "s2"), await putFile(account, "s3")];
  const fill = (fileIds: string[], value: string | null) => editMetadata(lea, { fileIds, values: { [field]: value } });
  const shared = async (fileIds: string[], actor = lea) =>
    (await sharedMetadata(actor, { fileIds })).fields.find(({ id }) => id === field);
  expect(await shared([one, other])).toMatchObject({ value: null, isSeveral: false });
  await fill([one, other], "Noor");
  expect(await shared([one, other])).toMatchObject({ value: "Noor", isSeveral: false });
  await fill([shut], "Ines");
  expect(await shared([one, shut])).toMatchObject({ value: null, isSeveral: true });
  await putShare(account, one, jonah.memberId, "view");
  expect(await shared([one, shut], jonah)).toMatchObject({ value: "Noor", isSeveral: false });
});
