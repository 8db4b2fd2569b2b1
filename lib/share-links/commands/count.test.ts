import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { countDownload, countView } from "@/lib/share-links/commands/count";
import { findLink } from "@/lib/share-links/queries/list-links";
import { openLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { CLOSED, makePressKit, open, type PressKit, visitor } from "@/lib/share-links/testing/press-kit";

useTestDatabase();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

test("views and downloads are counted once, and programs apart", async () => {
  const { id, token } = await kit.make();
  await open(token);
  await open(token);
  await open(token, visitor(2));
  await open(token, visitor(3, "Slackbot-LinkExpanding 1.0"));
  await countDownload(await requireOpenLink(token, null, visitor()), kit.file);
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ views: 2, downloads: 1, botViews: 1 });
});

test("of the last view only one visitor gets it, and keeps it for the visit", async () => {
  const { id, token } = await kit.make({ maxViews: 3 });
  const visits = await Promise.allSettled(
    Array.from({ length: 20 }, async (_, n) => {
      const opened = await openLink(token, null, visitor(n));
      if (opened.kind === "open") await countView(opened.link);
      return n;
    }),
  );
  const inside = visits.flatMap((visit) => (visit.status === "fulfilled" ? [visit.value] : []));
  expect(inside).toHaveLength(3);
  expect(await findLink(kit.studio.lea, id)).toMatchObject({ views: 3, status: "used_up" });
  await requireOpenLink(token, null, visitor(inside[0]));
  const late = [...Array(20).keys()].find((n) => !inside.includes(n)) ?? 0;
  await expect(requireOpenLink(token, null, visitor(late))).rejects.toMatchObject(CLOSED);
  await expect(openLink(token, null, visitor(200, "Googlebot/2.1"))).rejects.toMatchObject(CLOSED);
});

test("where views are limited, bytes are for those who were counted", async () => {
  const { token } = await kit.make({ maxViews: 5 });
  await expect(requireOpenLink(token, null, visitor(9))).rejects.toMatchObject(CLOSED);
  const opened = await openLink(token, null, visitor(9));
  if (opened.kind === "open") await countView(opened.link);
  await requireOpenLink(token, null, visitor(9));
});

test("downloads end at their limit, at once for all who try", async () => {
  const { token } = await kit.make({ maxDownloads: 2 });
  const link = await open(token);
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => countDownload(link, kit.file)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  const shut = await kit.make({ download: false });
  await expect(countDownload(await open(shut.token), kit.file)).rejects.toMatchObject(CLOSED);
});
