import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, type Door, DOORS, nameOf } from "@/app/api/v1/testing/call";
import { SAMPLES } from "@/app/api/v1/testing/samples";
import { useTestDatabase } from "@/db/testing/database";
import { useStatements } from "@/db/testing/statements";
import { flushUses } from "@/lib/api-keys/commands/count-use";
import { useDataFolder } from "@/lib/testing/data-folder";
import { makeKey, setKeyLimit } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();
const statementsOf = useStatements();

let studio: Studio;
const secrets = { guest: "", foreigner: "" };

beforeAll(async () => {
  studio = await makeStudio({ seatLimit: 10_000 });
  const foreign = await makeStudio();
  secrets.guest = (await makeKey(studio.jonah, ["media_shared"])).secret;
  secrets.foreigner = (await makeKey(foreign.mira, ["account_admin"])).secret;
  await setKeyLimit(studio.account, 10_000);
  for (const secret of Object.values(secrets)) await call("GET", "/me", { secret });
  await flushUses();
});
afterAll(flushUses);

/** Guests see the account's fields. */
const OPEN = new Set(["GET /metadata-fields/{id}"]);

const ID = /\b([a-z]{3}_)[0-9a-z]{24}\b/g;

const isLocked = ({ route, path }: Door) => route.spec.operations !== "public" && path.includes("{");

describe.each(DOORS.filter(isLocked).map((door) => ({ name: nameOf(door), door })))("$name", ({ name, door }) => {
  test("asks the database the same of what is not open and of what is not there", async () => {
    const { path, body, ...sent } = (await SAMPLES[name]?.(studio)) ?? { path: "" };
    const unknown = (text: string) => text.replaceAll(ID, `$1${"x".repeat(24)}`);
    expect(unknown(path)).not.toBe(path);
    const isForm = body === undefined || typeof body === "string" || body instanceof FormData;
    const nowhere = { path: unknown(path), body: isForm ? body : JSON.parse(unknown(JSON.stringify(body))) };

    for (const [who, secret] of Object.entries(secrets).filter(([who]) => who === "foreigner" || !OPEN.has(name))) {
      const ask = async (asked: { path: string; body?: unknown }) => {
        let told: [status: number, text: string] = [0, ""];
        const statements = await statementsOf(async () => {
          const { status, text } = await call(door.method, asked.path, { ...sent, body: asked.body, secret });
          told = [status, text];
        });
        return { who, told, statements };
      };
      await ask(nowhere);
      const nothing = await ask(nowhere);
      expect([403, 404]).toContain(nothing.told[0]);
      expect(await ask({ path, body })).toEqual(nothing);
    }
  });
});
