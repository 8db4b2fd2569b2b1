import { beforeAll, describe, expect, test } from "vitest";
import { withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { type RecordedEvent, recordAudit, type Target } from "@/lib/audit/commands";
import { findEvent, historyOf, listEvents } from "@/lib/audit/queries/list-events";
import type { Actor } from "@/lib/actor";
import { DAY_MS } from "@/lib/day";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
const dana: Target = { kind: "user", id: "mem_dana", name: "Dana Kessler" };
const press: Target = { kind: "group", id: "grp_press", name: "Press_100%" };

const record = (actor: Actor, operation: RecordedEvent, target: Target, after?: unknown) =>
  withAccount(actor.account.id, (tx) => recordAudit(tx, actor, operation, target, { after }));

const operations = async (search: Parameters<typeof listEvents>[1]) =>
  (await listEvents(studio.mira, search)).rows.map((event) => event.operation);

beforeAll(async () => {
  studio = await makeStudio();
  await record(studio.mira, "users.edit", dana, { role: "developer" });
  await record(studio.tomas, "users.suspend", dana);
  await record(studio.tomas, "groups.create", press, { name: press.name });
});

test("the newest event comes first, with its words and its place in the chain", async () => {
  const { rows: events } = await listEvents(studio.mira);
  expect(events.map((event) => event.seq)).toEqual([3, 2, 1]);
  expect(events[0]).toMatchObject({
    actor: { kind: "member", id: studio.tomas.memberId, name: "Tomás Brandt" },
    via: null,
    label: "Create groups",
    target: press,
    changes: [{ field: "name", after: press.name }],
    previousHash: events[1]?.hash,
  });
});

test("pages follow each other without gap or overlap", async () => {
  const first = await listEvents(studio.mira, { limit: 2 });
  const second = await listEvents(studio.mira, { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.rows, ...second.rows].map((event) => event.seq)).toEqual([3, 2, 1]);
  expect(second.nextCursor).toBeNull();
});

describe("filters", () => {
  test("by who did it, by what was done, by a whole noun", async () => {
    expect(await operations({ actor: studio.mira.memberId })).toEqual(["users.edit"]);
    expect(await operations({ operation: "users.suspend" })).toEqual(["users.suspend"]);
    expect(await operations({ operation: "users" })).toEqual(["users.suspend", "users.edit"]);
  });

  test("by words, taken as they stand", async () => {
    expect(await operations({ q: "kessler" })).toEqual(["users.suspend", "users.edit"]);
    expect(await operations({ q: "_100%" })).toEqual(["groups.create"]);
    expect(await operations({ q: "ress-1" })).toEqual([]);
  });

  test("by day, in the zone of the reader", async () => {
    const day = (offset: number) => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
    expect(await operations({ from: day(-1), to: day(1), zone: "Asia/Tokyo" })).toHaveLength(3);
    expect(await operations({ from: day(2), zone: "Pacific/Kiritimati" })).toEqual([]);
    expect(await operations({ to: new Date(Date.now() - 3_600_000).toISOString() })).toEqual([]);
  });

  test("by key", async () => {
    expect(await operations({ key: "key_unknown" })).toEqual([]);
  });
});

test("a history holds what someone did and what was done to them", async () => {
  expect((await historyOf(studio.mira, studio.tomas.memberId)).rows).toHaveLength(2);
  expect((await historyOf(studio.mira, dana.id)).rows).toHaveLength(2);
});

test("an account sees no event of another, and an unknown id answers the same", async () => {
  const other = await makeStudio();
  const [event] = (await listEvents(studio.mira)).rows;
  expect((await listEvents(other.mira)).rows).toEqual([]);
  const foreign = findEvent(other.mira, event?.id ?? "").catch(String);
  expect(await foreign).toBe(await findEvent(other.mira, "evt_none").catch(String));
  expect((await findEvent(studio.mira, event?.id ?? "")).id).toBe(event?.id);
});

test.each(["dana", "priya", "jonah"] as const)("%s may not read the log", async (name) => {
  await expect(listEvents(studio[name])).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "audit.view", missingPermissions: ["account_admin"] },
  });
});
