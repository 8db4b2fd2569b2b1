import { newId } from "@/db/ids";
import type { LogLine } from "@/db/schema/sources";
import { type Chronicle, daysAgo, type Person, tell } from "@/lib/demo/seed/chronicle";
import type { Studio } from "@/lib/demo/seed/northlight";
import { type NewConfig, sourceConfig, type SourceType } from "@/lib/sources/rules/config";
import { sealSecrets } from "@/lib/sources/rules/secrets";
import { slugOf } from "@/lib/sources/rules/slug";

type NewSource = { name: string; type: SourceType; config: NewConfig; secrets?: Record<string, string> };

/** What is delivered, for the stories about it. */
export type DeliveredSource = { id: string; slug: string };
type Told = { press: DeliveredSource; products: DeliveredSource };

const SECOND = 1000;

/** Beside the library: one at work for long, one that was switched off, and one that never came about. */
export function tellSources(chronicle: Chronicle, { dana, ryo }: Studio): Told {
  const at = (days: number) => daysAgo(chronicle, days);

  const folder = { origin: { url: "https://press.northlight.studio/images" } };
  const press = makeSource(chronicle, dana, at(300), { name: "Press images", type: "web_folder", config: folder });
  const says = [
    "Name resolution: press.northlight.studio is 185.199.108.153.",
    "Answer: press.northlight.studio answers.",
  ];
  press.succeed(dana, at(300), folder, says);
  const faster = { ...folder, cache: { mode: "minimum" as const, seconds: 604_800, errorSeconds: 30 } };
  press.succeed(dana, at(212), faster, says);
  press.fail(ryo, at(43), { ...faster, missingImage: "missing.png" }, [...says, "Path: missing.png is not there."]);
  press.succeed(ryo, at(42.9), { ...faster, defaults: "auto=format&q=75", missingImage: "fallback.png" }, [
    ...says,
    "Path: fallback.png is there.",
    "Image: It is an image: image/png, 4182 bytes.",
  ]);
  press.succeed(dana, at(9), { ...faster, defaults: "auto=format&q=60", missingImage: "fallback.png" }, says);
  press.succeed(dana, at(8.6), { ...faster, defaults: "auto=format&q=75", missingImage: "fallback.png" }, says, 4);

  const bucket = {
    origin: {
      endpoint: "https://s3.eu-central-003.backblazeb2.com",
      bucket: "northlight-products",
      region: "eu-central-003",
    },
    signedOnly: true,
  };
  const secrets = { accessKeyId: "0035d1c8e2b7f40000000001", secretAccessKey: "a key of the demo that opens nothing" };
  const products = makeSource(chronicle, ryo, at(260), {
    name: "Product shots",
    type: "s3_compatible",
    config: bucket,
    secrets,
  });
  products.succeed(ryo, at(260), bucket, [
    "Credentials: The access key is known.",
    "Bucket: The bucket northlight-products is there.",
  ]);
  products.disable(dana, at(22));

  const archive = { origin: { bucket: "northlight-campaigns", region: "eu-west-1" } };
  const campaigns = makeSource(chronicle, dana, at(2), {
    name: "Campaign archive",
    type: "s3",
    config: archive,
    secrets,
  });
  campaigns.fail(dana, at(2), archive, [
    "Connection: Connected to s3.eu-west-1.amazonaws.com.",
    "Permission: The access key may not read this bucket.",
  ]);
  return { press, products };
}

/** Begins a source; what becomes of it is told by what is answered. */
function makeSource(chronicle: Chronicle, by: Person, at: Date, { name, type, config, secrets }: NewSource) {
  const { account, rows } = chronicle;
  const id = newId("source");
  const slug = slugOf(name);
  const sealed = secrets ? sealSecrets(id, secrets) : null;
  const target = { kind: "source", id, name } as const;
  const source: (typeof rows.sources)[number] = {
    accountId: account.id,
    id,
    slug,
    name,
    type,
    status: "deploying",
    createdAt: at,
    createdBy: by.memberId,
  };
  rows.sources.push(source);
  tell(chronicle, by, at, {
    operation: "sources.create",
    target,
    after: { name, slug, type, ...sourceConfig.parse(config) },
  });
  let number = 0;

  const deploy = (
    who: Person,
    when: Date,
    given: NewConfig,
    says: readonly string[],
    status: "deployed" | "failed",
    restored?: number,
  ) => {
    number += 1;
    if (number > 1)
      tell(chronicle, who, when, {
        operation: restored === undefined ? "sources.deploy" : "sources.rollBack",
        target,
        before: { deployment: source.deployment },
        after: { number, ...(restored !== undefined && { restored }) },
      });
    const lines = [
      `Deployment ${number} begins.`,
      ...says,
      ...(status === "deployed" ? [`Number ${number} is delivered now.`] : []),
    ];
    rows.deployments.push({
      accountId: account.id,
      id: newId("deployment"),
      sourceId: id,
      number,
      status,
      config: sourceConfig.parse(given),
      restored,
      secrets: status === "deployed" ? sealed : null,
      log: lines.map((text, i) =>
        lineAt(when, i, text, i === 0 ? "noted" : i === lines.length - 1 && status === "failed" ? "failed" : "passed"),
      ),
      startedAt: when,
      startedBy: who.memberId,
      startedByName: who.name,
      finishedAt: new Date(when.getTime() + lines.length * SECOND),
    });
  };

  return {
    id,
    slug,
    /** `restored`: the number whose configuration it brings back. */
    succeed(who: Person, when: Date, given: NewConfig, says: readonly string[], restored?: number) {
      deploy(who, when, given, says, "deployed", restored);
      Object.assign(source, { status: "deployed", deployment: number, draft: null, draftSecrets: null });
    },
    fail(who: Person, when: Date, given: NewConfig, says: readonly string[]) {
      deploy(who, when, given, says, "failed");
      Object.assign(source, { status: "failed", draft: sourceConfig.parse(given), draftSecrets: sealed });
    },
    disable(who: Person, when: Date) {
      Object.assign(source, { status: "disabled", disabledAt: when, disabledBy: who.memberId });
      tell(chronicle, who, when, {
        operation: "sources.disable",
        target,
        before: { status: "deployed" },
        after: { status: "disabled" },
      });
    },
  };
}

const lineAt = (begun: Date, seconds: number, says: string, outcome: LogLine["outcome"]): LogLine => ({
  at: new Date(begun.getTime() + seconds * SECOND).toISOString(),
  outcome,
  says,
});
