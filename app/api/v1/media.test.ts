import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "@/app/api/v1/testing/call";
import { useTestDatabase } from "@/db/testing/database";
import { flushUses } from "@/lib/api-keys/commands/count-use";
import { createField } from "@/lib/media/commands/fields";
import { useDataFolder } from "@/lib/testing/data-folder";
import { makeKey } from "@/lib/testing/keys";
import { putCollection, putFile, putFolder, putShare } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
let secret: string;
beforeAll(async () => {
  studio = await makeStudio();
  ({ secret } = await makeKey(studio.lea, ["media_edit"]));
});
afterAll(flushUses);

function form(fields: Record<string, string>, name = "hero.txt", text = "The bytes of a file."): FormData {
  const data = new FormData();
  data.set("file", new File([text], name));
  for (const [field, value] of Object.entries(fields)) data.set(field, value);
  return data;
}

const post = (address: string, body: unknown, more: object = {}) => call("POST", address, { secret, body, ...more });

test("a small file comes with its place, tags and fields, and its bytes go out again, also in part", async () => {
  await createField(studio.lea, { name: "Photographer", kind: "text", choices: [] });
  const folder = await putFolder(studio.account, "Press", { in: await putFolder(studio.account, "2027") });
  const { body } = await post(
    "/files",
    form({ folder_id: folder, tags: "sea, summer", custom_metadata: '{"photographer": "Ana"}' }),
  );
  expect(body).toMatchObject({
    name: "hero.txt",
    folder_id: folder,
    path: "/2027/Press/hero.txt",
    tags: ["sea", "summer"],
    custom_metadata: { Photographer: "Ana" },
    owner: { id: studio.lea.memberId },
    level: "manage",
  });
  const listed = await call("GET", `/files?folder_id=${folder}&type=document&q=tag:sea`, { secret });
  expect(listed.body.data).toEqual([body]);

  const content = `/files/${body.id}/content`;
  expect((await call("GET", content, { secret })).text).toBe("The bytes of a file.");
  const part = await call("GET", content, { secret, headers: { range: "bytes=4-8" } });
  expect([part.status, part.text, part.headers.get("content-range")]).toEqual([206, "bytes", "bytes 4-8/20"]);
});

test("the same Idempotency-Key and form make one file, whatever the boundary", async () => {
  const headers = { "idempotency-key": "upload-once" };
  const [first, again] = [
    await post("/files", form({}, "once.txt"), { headers }),
    await post("/files", form({}, "once.txt"), { headers }),
  ];
  expect(again.body).toEqual(first.body);
  expect((await post("/files", form({}, "once.txt", "Others."), { headers })).status).toBe(409);
});

test("a form without a file, with an unknown field, a field that means nothing or too many bytes is refused", async () => {
  const without = new FormData();
  without.set("name", "a.txt");
  expect((await post("/files", without)).status).toBe(422);
  expect((await post("/files", form({ owner_id: "mem_1" }))).status).toBe(422);
  expect((await post("/files", form({ custom_metadata: '{"Nothing": 1}' }))).status).toBe(422);
  expect((await post("/files", form({ custom_metadata: "[" }))).status).toBe(422);
  expect((await post("/files", form({}, "a.bin", "x".repeat(25_000_001)))).status).toBe(413);
  expect((await post("/files", { name: "a.txt" })).status).toBe(415);
  const broken = { "content-type": "multipart/form-data; boundary=x" };
  expect((await post("/files", "--y\r\n", { headers: broken })).status).toBe(400);
});

test("a large file comes in pieces by tus", async () => {
  const tus = { "tus-resumable": "1.0.0" };
  const begun = await call("POST", "/uploads", {
    secret,
    headers: { ...tus, "upload-length": "10", "upload-metadata": `filename ${btoa("large.txt")}` },
  });
  const address = begun.headers.get("location")?.replace("/api/v1", "") ?? "";
  const send = (offset: string, body: string) =>
    call("PATCH", address, {
      secret,
      body,
      headers: { ...tus, "upload-offset": offset, "content-type": "application/offset+octet-stream" },
    });
  expect((await send("0", "01234")).headers.get("upload-offset")).toBe("5");
  expect((await call("HEAD", address, { secret, headers: tus })).headers.get("upload-offset")).toBe("5");
  expect((await send("3", "x")).status).toBe(409);
  const id = (await send("5", "56789")).headers.get("x-file-id");
  expect((await call("GET", `/files/${id}`, { secret })).body).toMatchObject({ name: "large.txt", size: 10 });

  const { secret: other } = await makeKey(studio.mira, ["media_edit"]);
  expect((await call("HEAD", address, { secret: other, headers: tus })).status).toBe(404);
});

test("a key that is limited to folders reaches nothing outside of them, and nothing outside is in its lists", async () => {
  const inside = await putFolder(studio.account, "Inside");
  const outside = await putFolder(studio.account, "Outside");
  const mine = await putFile(studio.account, "mine.txt", {
    in: await putFolder(studio.account, "Below", { in: inside }),
  });
  const secretFile = await putFile(studio.account, "not-mine.txt", { in: outside });
  const collection = await putCollection(studio.account, "Both", { files: [mine, secretFile] });
  await putShare(studio.account, outside, studio.jonah.memberId);
  const { secret: limited } = await makeKey(studio.lea, ["media_edit"], { folderIds: [inside] });
  const get = (address: string) => call("GET", address, { secret: limited });

  expect((await get(`/files/${mine}`)).body).toMatchObject({ path: "/Inside/Below/mine.txt" });
  for (const closed of [`/files/${secretFile}`, `/folders/${outside}`, `/collections/${collection}`])
    expect([closed, (await get(closed)).status]).toEqual([closed, 404]);
  for (const list of ["/files", "/files?q=mine", "/folders", "/collections", "/shares", "/share-links", "/trash"]) {
    const { text } = await get(list);
    for (const canary of [secretFile, outside, collection, "not-mine"]) expect(text).not.toContain(canary);
  }
  expect((await get("/folders")).body.data).toMatchObject([{ id: inside, path: "/Inside" }]);
  const moved = { secret: limited, body: { folder_id: outside } };
  expect((await call("POST", `/files/${mine}/move`, moved)).status).toBe(404);
  expect((await call("POST", "/folders", { secret: limited, body: { name: "At the root" } })).status).toBe(403);
});

test("a key is limited to folders and sources that are there", async () => {
  const { secret: admin } = await makeKey(studio.mira, ["account_admin"]);
  for (const limit of [{ folder_ids: ["fld_unknown"] }, { source_ids: ["src_unknown"] }]) {
    const body = { name: "ci", permissions: ["media_edit"], ...limit };
    const [field] = Object.keys(limit);
    expect((await call("POST", "/api-keys", { secret: admin, body })).body).toMatchObject({
      status: 422,
      errors: [{ path: `${field}.0` }],
    });
  }
});

test("a share is changed and ended by its id, and who manages the thing alone knows of it", async () => {
  const folder_id = await putFolder(studio.account, "Shared");
  const created = await post("/shares", { folder_id, member_id: studio.jonah.memberId, level: "view" });
  const changed = await call("PATCH", `/shares/${created.body.id}`, { secret, body: { level: "contribute" } });
  expect(changed.body).toMatchObject({ level: "contribute", item: { id: folder_id } });
  expect((await call("GET", `/shares/${created.body.id}`, { secret })).status).toBe(404);

  const { secret: guest } = await makeKey(studio.jonah, ["media_shared"]);
  expect((await call("GET", `/shares/${changed.body.id}`, { secret: guest })).status).toBe(404);
  expect((await call("GET", `/folders/${folder_id}`, { secret: guest })).body).toMatchObject({ level: "contribute" });
  expect((await call("GET", `/folders/${folder_id}/access`, { secret })).body.people).toMatchObject([
    { id: studio.jonah.memberId, level: "contribute", ways: [{ share: { id: changed.body.id } }] },
  ]);

  expect((await call("DELETE", `/shares/${changed.body.id}`, { secret })).status).toBe(204);
  expect((await call("GET", `/folders/${folder_id}`, { secret: guest })).status).toBe(404);
});

test("exactly one thing and one person or group are named", async () => {
  const folder_id = await putFolder(studio.account, "Named");
  const member_id = studio.jonah.memberId;
  for (const body of [
    { level: "view", member_id },
    { level: "view", folder_id },
    { level: "view", folder_id, file_id: "fil_1", member_id },
    { level: "view", folder_id, member_id, group_id: "grp_1" },
  ])
    expect((await post("/shares", body)).status).toBe(422);
});

test("ids in a body that belong to another account are answered like unknown ones", async () => {
  const foreign = await makeStudio();
  const theirs = await putFolder(foreign.account, "Theirs");
  const own = await putFolder(studio.account, "Own");
  const told = async (folder: string, person: string) => [
    await post("/shares", { folder_id: folder, member_id: studio.jonah.memberId, level: "view" }),
    await post("/shares", { folder_id: own, member_id: person, level: "view" }),
    await post("/share-links", { folder_id: folder }),
    await post("/folders", { name: "Below", parent_id: folder }),
    await post("/files/zip", { folder_ids: [folder] }),
    await post("/files", form({ folder_id: folder })),
    await call("GET", `/files?folder_id=${folder}`, { secret }),
    await call("GET", `/shares?folder_id=${folder}`, { secret }),
  ];
  const answers = (all: Awaited<ReturnType<typeof told>>) => all.map(({ status, text }) => `${status} ${text}`);
  const foreignAnswers = answers(await told(theirs, foreign.jonah.memberId));
  expect(foreignAnswers).toEqual(answers(await told("fld_unknown", "mem_unknown")));
  expect(new Set(foreignAnswers.map((answer) => answer.slice(0, 3)))).toEqual(new Set(["404"]));
});

test("access is told as it is, and as it was at the end of a day", async () => {
  const folder_id = await putFolder(studio.account, "Then and now");
  const file = await putFile(studio.account, "then.txt", { in: folder_id });
  await post("/shares", { folder_id, member_id: studio.jonah.memberId, level: "contribute" });
  const get = (address: string) => call("GET", address, { secret });
  const now = (await get(`/files/${file}/access`)).body;
  const today = (await get(`/files/${file}/access?on=${new Date().toISOString().slice(0, 10)}`)).body;
  expect(today).toMatchObject({ was_there: true, people: now.people, by_role: now.by_role, openings: [] });
  expect(now.people).toMatchObject([{ id: studio.jonah.memberId, level: "contribute" }]);

  const before = (await get(`/folders/${folder_id}/access?on=2020-02-29&time_zone=Europe/Lisbon`)).body;
  expect(before).toMatchObject({ at: "2020-02-29T23:59:59.999Z", was_there: false, people: [], by_role: [] });
  for (const wrong of ["on=2027-02-30", "on=yesterday", "on=2027-02-19&time_zone=Moon"])
    expect([wrong, (await get(`/files/${file}/access?${wrong}`)).status]).toEqual([wrong, 422]);

  const { secret: guest } = await makeKey(studio.jonah, ["media_shared"]);
  const refused = await call("GET", `/files/${file}/access?on=2027-02-19`, { secret: guest });
  expect(refused.body).toMatchObject({ status: 403, missing_permissions: ["media_edit"] });
});

test("metadata fields are defined, listed, changed and deleted; files follow", async () => {
  const { body: field } = await post("/metadata-fields", { name: "Season", kind: "choice", choices: ["spring"] });
  expect(field).toMatchObject({ name: "Season", kind: "choice", choices: ["spring"] });
  expect((await post("/metadata-fields", { name: "season", kind: "text" })).status).toBe(409);
  expect((await post("/metadata-fields", { name: "Weather", kind: "choice" })).status).toBe(422);
  const change = { secret, body: { name: "Time of year", choices: ["spring", "autumn"] } };
  const changed = await call("PATCH", `/metadata-fields/${field.id}`, change);
  expect(changed.body).toEqual({ ...field, ...change.body });
  const file = await post("/files", form({ custom_metadata: '{"Time of year": "autumn"}' }, "leaf.txt"));
  expect(file.body.custom_metadata).toEqual({ "Time of year": "autumn" });
  const listed = await call("GET", "/metadata-fields", { secret });
  expect(listed.body.data).toContainEqual(changed.body);

  expect((await call("DELETE", `/metadata-fields/${field.id}`, { secret })).status).toBe(204);
  expect((await call("GET", `/metadata-fields/${field.id}`, { secret })).status).toBe(404);
  expect((await call("GET", `/files/${file.body.id}`, { secret })).body.custom_metadata).toEqual({});
});

test("folders along paths are made once", async () => {
  const parent_id = await putFolder(studio.account, "Archive");
  const paths = [["2027"], ["2027", "Spring"], ["2027", "Autumn"]];
  const { body } = await post("/folder-trees", { parent_id, paths });
  expect((await post("/folder-trees", { parent_id, paths })).body).toEqual(body);
  const { body: listed } = await call("GET", `/folders?parent_id=${(body.ids as string[])[0]}`, { secret });
  expect(listed.data).toMatchObject([{ path: "/Archive/2027/Autumn" }, { path: "/Archive/2027/Spring" }]);
});
