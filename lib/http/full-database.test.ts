import fs from "node:fs/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createGroup } from "@/lib/groups/commands/create-group";
import { listGroups } from "@/lib/groups/queries";
import { refusalOf } from "@/lib/http/refusal-of";
import { makeSmallDisk } from "@/lib/testing/small-disk";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
let server: postgres.Sql;
let disk: Awaited<ReturnType<typeof makeSmallDisk>>;

/** The audit log, to which every change adds, lies on a disk of four megabytes. */
beforeAll(async () => {
  studio = await makeStudio();
  server = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice() {} });
  const [row] = await server<{ folder: string }[]>`select current_setting('data_directory') as folder`;
  const { uid, gid } = await fs.stat(row?.folder ?? "");
  disk = await makeSmallDisk(4, uid === process.getuid?.() ? undefined : { uid, gid });
  if (!disk) return;
  await server.unsafe(`create tablespace small location '${disk.folder}'`);
  await server.unsafe("alter table audit_events set tablespace small");
});

afterAll(async () => {
  await server.unsafe("alter table audit_events set tablespace pg_default");
  await server.unsafe("drop table if exists others");
  await server.unsafe("drop tablespace if exists small");
  await server.end();
  await disk?.remove();
});

/** Fills the disk to its last page with what is not ours. */
async function fill(): Promise<void> {
  await server.unsafe("create table others (bytes text storage plain) tablespace small");
  for (const pages of [64, 8, 1])
    for (let isFull = false; !isFull;)
      await server
        .unsafe(`insert into others select repeat('x', 8000) from generate_series(1, ${pages})`)
        .catch((error) => {
          if (error.code !== "53100") throw error;
          isFull = true;
        });
}

test("a database whose disk is full puts changes off in words, reads go on, and room that is made is used", async (context) => {
  if (!disk) return context.skip("This system lets nobody mount a disk of their own.");
  const groups = async () => (await listGroups(studio.mira)).map(({ name }) => name).toSorted();
  const made: string[] = [];
  /** @returns why it could not be */
  const makeGroup = async () => {
    const name = `Group ${made.length}`;
    try {
      await createGroup(studio.mira, { name, description: "", memberIds: [] });
    } catch (error) {
      return refusalOf(error, "request");
    }
    made.push(name);
    return undefined;
  };

  await fill();
  let refused = await makeGroup();
  while (refused === undefined && made.length < 200) refused = await makeGroup();
  expect(refused).toMatchObject({ code: "unavailable", details: { retryAfter: 5 } });
  expect(await groups()).toEqual(made.toSorted());

  await server.unsafe("drop table others");
  expect(await makeGroup()).toBeUndefined();
  expect(await groups()).toEqual(made.toSorted());
});
