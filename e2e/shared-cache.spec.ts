import sharp from "sharp";
import { expect, surroundings, test } from "./fixtures";
import { bring, makeFolder, makeLink } from "./library/things";
import { type Person, signedIn, withDatabase } from "./people";
import { startSharedCache } from "./shared-cache";
import { makeTeam } from "./team";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

const PAGES = "users groups roles billing settings purge analytics audit-log media sources api-keys profile".split(" ");
/** What makes a cache that looks at names or at shapes take a page for something else. */
const DISGUISES = ["/x.css", "%2fx.css", ";x.css", "/..%2fx.css", "?x.css", "/%2e%2e/users/x.js"];

test("a cache that strangers share keeps nothing of anyone's, whatever a page is made to look like", async ({
  context,
  newPerson,
}) => {
  const { mira, account } = await makeTeam();
  const { mira: stranger } = await makeTeam();
  const cache = await startSharedCache(E2E_URL);
  const cookieOf = async (browser: typeof context, person: Person) => {
    await signedIn(E2E_DATABASE_URL, E2E_URL, browser, person);
    return (await browser.cookies(E2E_URL)).map(({ name, value }) => `${name}=${value}`).join("; ");
  };
  const [own, strange] = [await cookieOf(context, mira), await cookieOf(await newPerson(), stranger)];
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#0f5a69" } })
    .png()
    .toBuffer();
  const folder = await makeFolder(mira, "Canary");
  const file = await bring(context.request, mira, "canary.png", picture, folder);
  const link = await makeLink(mira, folder);
  const [source] = await withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql<{ slug: string }[]>`select slug from sources where account_id = ${account.id}`,
  );

  const pages = [
    ...PAGES.map((page) => `/${account.slug}/${page}`),
    ...DISGUISES.flatMap((disguise) => ["users", "settings"].map((page) => `/${account.slug}/${page}${disguise}`)),
  ];
  const files = [
    `/api/media/${account.slug}/files/${file}/content`,
    `/api/media/${account.slug}/files/${file}/nothing`,
    `//api//media/${account.slug}/files/${file}/content?x.png`,
    `/${account.slug}/users/export`,
    `/i/${source?.slug}/Canary/canary.png`,
    `/i/${source?.slug}//Canary/%2e/canary.png?w=20&fm=webp`,
    `/s/${link.token}`,
    `/s/${link.token}/file?file=${file}&form=download`,
  ];
  const variantOf = async (page: string) => {
    const { headers } = await cache.ask(page, { cookie: own, rsc: "1" });
    return headers.location?.includes("_rsc=") ? headers.location.replace(E2E_URL, "") : page;
  };
  let seen = 0;
  try {
    for (const page of [...pages, ...files])
      for (const rsc of page.startsWith(`/${account.slug}/`) ? [{}, { rsc: "1" }] : [{}]) {
        // Next sends what its router asks for on to an address that tells the parts of a page apart.
        const path = "rsc" in rsc ? await variantOf(page) : page;
        const answer = await cache.ask(path, { cookie: own, ...rsc });
        if (answer.status === 200) seen++;
        const others = [await cache.ask(path, { cookie: strange, ...rsc }), await cache.ask(path, rsc)];
        const told = others.map(({ body, fromCache }) => [fromCache, body.includes(mira.email)]);
        expect(told, path).toEqual([
          [false, false],
          [false, false],
        ]);
        if (path.includes("canary") && !path.startsWith("/s/"))
          expect(
            others.map(({ status }) => status),
            path,
          ).not.toContain(200);
      }
    expect(seen).toBeGreaterThan(PAGES.length + files.length - 4);
    expect(cache.kept()).toEqual([]);

    // What is open to all is what such a cache is for, each form for those who take it.
    await withDatabase(E2E_DATABASE_URL, async (sql) => {
      await sql`update deployments set config = '{"signedOnly": false}' where account_id = ${account.id}`;
      await sql`update sources set name = 'Library' where account_id = ${account.id}`;
    });
    const open = `/i/${source?.slug}/Canary/canary.png?w=20&auto=format`;
    const typeFor = async (accept: string) => {
      await expect.poll(async () => (await cache.ask(open, { accept })).fromCache).toBe(true);
      return (await cache.ask(open, { accept })).headers["content-type"];
    };
    expect([await typeFor("image/webp"), await typeFor("image/png")]).toEqual(["image/webp", "image/png"]);
  } finally {
    cache.stop();
  }
});
