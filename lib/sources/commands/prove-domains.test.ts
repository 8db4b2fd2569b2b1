import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { deploySource } from "@/lib/sources/commands/deploy-source";
import { editSource } from "@/lib/sources/commands/edit-source";
import { proveDomain, proveDomains } from "@/lib/sources/commands/prove-domains";
import { findDelivered } from "@/lib/sources/queries/find-delivered";
import { makeWebFolders } from "@/lib/sources/testing/web-folders";
import { serveNames } from "@/lib/testing/name-server";
import { makeSource, runDeploymentOf } from "@/lib/testing/sources";
import { makeStudio } from "@/lib/testing/studio";

useTestDatabase();
const names = serveNames();
const given = makeWebFolders();
const { find, folder, make } = given;

const delivered = (host: string) => findDelivered({ host });

test("a source answers at a domain once its record is there, and to nobody else's record", async () => {
  const host = "img.northlight.studio";
  names.prove((await makeStudio()).account, host);
  const id = await make({ domains: [host] });
  const source = await find(id);
  expect(source).toMatchObject({ status: "deployed", unproven: [{ domain: host, name: `_aperture.${host}` }] });
  expect(source.hosts).not.toContain(host);
  expect(source.deployments[0]?.log.map(({ says }) => says).join()).toContain(source.unproven[0]?.value);
  await proveDomains();
  expect(await delivered(host)).toBeNull();

  names.prove(given.studio.account, host);
  await proveDomains();
  await expect.poll(() => delivered(host)).not.toBeNull();
  expect(await find(id)).toMatchObject({ unproven: [], hosts: [expect.any(String), host] });
});

test("whoever does not want to wait has the record looked for at once", async () => {
  const [host, other] = ["now.example.com", "other.example.com"];
  const sourceId = await make({ domains: [host] });
  const late = await make({ domains: [host] });
  const check = (domain: string, actor = given.studio.dana) => proveDomain(actor, { sourceId, domain });
  expect(await check(host)).toEqual({ proof: "missing" });
  names.prove(given.studio.account, host);
  expect(await check(host)).toEqual({ proof: "proven" });
  expect(await check(host)).toEqual({ proof: "proven" });
  await expect.poll(() => delivered(host)).not.toBeNull();
  await expect(check(other)).rejects.toMatchObject({ code: "not_found" });
  await expect(check(host, given.studio.sofia)).rejects.toMatchObject({ code: "forbidden" });
  expect(await proveDomain(given.studio.dana, { sourceId: late, domain: host })).toEqual({ proof: "taken" });
});

test("whoever claims a domain first without proof does not keep its owner from it", async () => {
  const host = "img.press.example";
  const squatter = await makeStudio();
  await makeSource(squatter.dana, "web_folder", folder({ domains: [host] }));
  names.prove(given.studio.account, host);
  const id = await make({ domains: [host] });
  expect(await find(id)).toMatchObject({ status: "deployed", unproven: [] });
});

test("a domain that is proven stays through later deployments, and goes with the settings", async () => {
  const host = "stays.example.com";
  names.prove(given.studio.account, host);
  const sourceId = await make({ domains: [host] });
  for (const [domains, unproven] of [
    [[host, "new.example.com"], ["new.example.com"]],
    [[], []],
  ]) {
    await editSource(given.studio.dana, { sourceId, config: folder({ domains }) });
    await deploySource(given.studio.dana, { sourceId });
    await runDeploymentOf(sourceId);
    expect((await find(sourceId)).unproven.map(({ domain }) => domain)).toEqual(unproven);
  }
  await proveDomains();
  await expect.poll(() => delivered(host)).toBeNull();
});
