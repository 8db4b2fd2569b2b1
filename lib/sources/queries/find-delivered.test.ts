import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { findDelivered } from "@/lib/sources/queries/find-delivered";
import { makeAccount } from "@/lib/testing/studio";

useTestDatabase();

test("every account has its library from the first moment on, closed to unsigned addresses", async () => {
  const account = await makeAccount();
  const source = await findDelivered({ slug: account.slug });
  expect(source).toMatchObject({ accountId: account.id, type: "library", status: "deployed", deployment: 1 });
  expect(source?.config).toMatchObject({ signedOnly: true, basePath: "", cache: { mode: "respect" } });
  expect(source?.signingSecret).toMatch(/^[\w-]{32}$/);
  expect(await findDelivered({ host: `${account.slug}.localhost:3000` })).toMatchObject({ id: source?.id });
  expect(await findDelivered({ slug: "nobody" })).toBeNull();
  expect(await findDelivered({ host: "images.example.com" })).toBeNull();
});

test("a change counts at once, and a deleted source is nothing", async () => {
  const account = await makeAccount();
  const found = await findDelivered({ slug: account.slug });
  await systemDb().execute(
    sql`update sources set token_number = 2, status = 'disabled', disabled_at = now() where id = ${found?.id}`,
  );
  await expect
    .poll(() => findDelivered({ slug: account.slug }))
    .toMatchObject({
      status: "disabled",
      signingSecret: expect.not.stringMatching(found?.signingSecret ?? ""),
    });
  await systemDb().execute(
    sql`insert into source_domains values (${account.id}, ${found?.id}, 'img.northlight.studio')`,
  );
  await expect.poll(() => findDelivered({ host: "IMG.northlight.studio:443" })).toMatchObject({ id: found?.id });
  await systemDb().execute(sql`update sources set status = 'deleted', deleted_at = now() where id = ${found?.id}`);
  await expect.poll(() => findDelivered({ slug: account.slug })).toBeNull();
});
