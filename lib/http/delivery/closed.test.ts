import { beforeAll, expect, test } from "vitest";
import { withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { useStatements } from "@/db/testing/statements";
import { openedCache } from "@/lib/delivery/cache/open";
import { RED, serveImages } from "@/lib/http/delivery/testing/image-host";
import { unpublishItems } from "@/lib/media/commands/privacy";
import { startSession } from "@/lib/sign-in/commands/start-session";
import { useDataFolder } from "@/lib/testing/data-folder";
import { pictureOf, putDelivered, putPicture } from "@/lib/testing/pictures";
import { anOrigin } from "@/lib/testing/sign-in";

useTestDatabase();
useDataFolder();
const statementsOf = useStatements();
const host = serveImages();

const sources = { open: "", signed: "", folder: "" };
const cookies = { nobody: "", madeUp: "aperture.session=made-up", jonah: "", dana: "" };

const NOWHERE = "nothing.jpg";
const CLOSED = "closed.jpg";
const SEEN = "seen.jpg";

beforeAll(async () => {
  const { account, dana, jonah, lea } = host.studio;
  for (const [name, who] of [
    ["jonah", jonah],
    ["dana", dana],
  ] as const) {
    const { token } = await withSystem((tx) => startSession(tx, { userId: who.userId, method: "email" }, anOrigin()));
    cookies[name] = `aperture.session=${token}`;
  }
  const bytes = await pictureOf(RED);
  await putPicture(account, "open.jpg", bytes);
  const fileIds = [await putPicture(account, CLOSED, bytes), await putPicture(account, SEEN, bytes)];
  await unpublishItems(lea, { fileIds, folderIds: [] });
  sources.open = (await putDelivered(account, "library")).slug;
  sources.signed = (await putDelivered(account, "library", { signedOnly: true })).slug;
  host.shelf.set(CLOSED, { bytes });
  sources.folder = (await host.webFolder({ signedOnly: true })).slug;
});

const ask = (source: keyof typeof sources, path: string, who: keyof typeof cookies) =>
  host.ask(`/i/${sources[source]}/${path}`, { cookie: cookies[who] });

/** What whoever asks learns, and what the database was asked for it. */
async function asked(...[source, path, who]: Parameters<typeof ask>) {
  let told: unknown;
  const statements = await statementsOf(async () => {
    const { status, headers, body } = await ask(source, path, who);
    told = [status, headers["cache-control"], body.toString()];
  });
  return { told, statements };
}

const ways = ["PATH", "PATH?w=20", "PATH?tr=orig-true", "open.jpg?w=30&mark=/PATH"];

test.each((["nobody", "madeUp", "jonah"] as const).flatMap((who) => ways.map((way) => [who, way] as const)))(
  "a picture that is closed to %s costs the same questions as one that is not there, and no others: %s",
  async (who, way) => {
    const to = (path: string) => way.replace("PATH", path);
    for (const source of who === "nobody" ? (["open"] as const) : (["open", "signed", "folder"] as const)) {
      await ask(source, to(SEEN), "dana"); // so that it lies in the cache
      await asked(source, to(NOWHERE), who);
      const nothing = await asked(source, to(NOWHERE), who);
      expect(nothing).toMatchObject({ told: [404, "no-store", expect.any(String)] });
      expect(nothing.statements.length).toBeGreaterThan(0);
      for (const path of [CLOSED, SEEN]) expect(await asked(source, to(path), who)).toEqual(nothing);
    }
  },
);

test("nothing was made for those to whom it is closed", async () => {
  const { cache } = await openedCache();
  const kept = [...cache.entries].flatMap(({ ingredients }) => ingredients.map(({ path }) => path));
  expect(kept).toContain(SEEN);
  expect(kept).not.toContain(CLOSED);
});

test("whoever may open it gets it", async () => {
  for (const way of ways) expect((await ask("open", way.replace("PATH", CLOSED), "dana")).status).toBe(200);
});
