import * as z from "zod";
import * as mini from "zod/mini";
import { at, atOrNull, id, pageOf, time } from "@/lib/api/shapes";
import { closed } from "@/lib/input";
import { createSourceInput, deleteSourceInput, editSourceInput, sourceId, tryOriginInput } from "@/lib/sources/input";
import type { Deployment, SourceDetails } from "@/lib/sources/queries/find-source";
import type { SourceRow } from "@/lib/sources/queries/list-sources";
import type { Tested } from "@/lib/sources/queries/test-connection";
import { CACHE_MODES, type NewConfig, SOURCE_TYPES, type SourceConfig, sourceConfig } from "@/lib/sources/rules/config";

const text = (most: number) => z.string().max(most);
const path = text(500).nullable();
const seconds = z.int().min(0).max(31_536_000);

const settingsShape = z
  .strictObject({
    base_path: text(500),
    domains: z.array(text(253)).max(20),
    cache: z.strictObject({ mode: z.enum(CACHE_MODES), seconds, error_seconds: seconds }),
    defaults: text(1000),
    missing_image: path,
    error_image: path,
    signed_only: z.boolean(),
    referrers: z.array(text(255)).max(20),
    origin: z.record(text(60), text(2000)),
  })
  .meta({ id: "SourceSettings", description: "Everything that a deployment makes live. Credentials are never told." });

const fields = {
  id: sourceId,
  slug: text(63),
  name: text(60),
  type: z.enum(SOURCE_TYPES),
  status: z.enum(["deploying", "deployed", "disabled", "failed"]),
  enabled: z.boolean(),
  deployment: z
    .strictObject({ number: z.int().min(1) })
    .nullable()
    .meta({ description: "What is delivered now." }),
  has_draft: z.boolean().meta({ description: "Whether the next deployment would change anything." }),
  url: text(400).meta({ description: "Paths of images come after it." }),
  created_at: time,
};

const sourceShape = z.strictObject(fields).meta({ id: "Source" });

export const sourcesShape = pageOf(sourceShape);

const changeShape = z.strictObject({ setting: text(200), before: text(2000), after: text(2000) });

export const sourceDetailsShape = z
  .strictObject({
    ...fields,
    settings: settingsShape.nullable().meta({ description: "As delivered now; null before the first deployment." }),
    draft: settingsShape.nullable(),
    changes: z.array(changeShape).max(50).meta({ description: "What the next deployment would change." }),
    secrets_set: z.array(text(60)).max(10).meta({ description: "Names of the credentials that are kept sealed." }),
    hosts: z.array(text(400)).max(30),
    unproven_domains: z
      .array(z.strictObject({ domain: text(253), txt_name: text(300), txt_value: text(100) }))
      .max(20)
      .meta({ description: "Domains at which it answers once their TXT record is there." }),
  })
  .meta({ id: "SourceDetails" });

export const deploymentShape = z
  .strictObject({
    id,
    number: z.int().min(1),
    status: z.enum(["deploying", "deployed", "failed"]),
    restored: z.int().nullable().meta({ description: "The number whose settings this one brought back." }),
    log: z
      .array(z.strictObject({ at: time, outcome: z.enum(["passed", "failed", "noted"]), says: text(2000) }))
      .max(200),
    changes: z.array(changeShape).max(50),
    deployed_by: text(200),
    started_at: time,
    finished_at: time.nullable(),
  })
  .meta({ id: "Deployment" });

export const deploymentsShape = pageOf(deploymentShape);

export const connectionTestShape = z
  .strictObject({
    passed: z.boolean(),
    parts: z.array(z.strictObject({ part: text(60), passed: z.boolean(), says: text(2000) })).max(50),
  })
  .meta({ id: "ConnectionTest" });

export const tokenShape = z.strictObject({ token: text(60) }).meta({ id: "SigningToken" });

export const toSource = (row: SourceRow): z.input<typeof sourceShape> => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  type: row.type,
  status: row.status === "deleted" ? "disabled" : row.status,
  enabled: row.status !== "disabled",
  deployment: row.deployment === null ? null : { number: row.deployment },
  has_draft: row.hasDraft,
  url: row.address,
  created_at: at(row.createdAt),
});

const toSettings = ({ basePath, cache, missingImage, errorImage, signedOnly, ...config }: SourceConfig) => ({
  ...config,
  base_path: basePath,
  cache: { mode: cache.mode, seconds: cache.seconds, error_seconds: cache.errorSeconds },
  missing_image: missingImage,
  error_image: errorImage,
  signed_only: signedOnly,
});

const toChanges = (changes: SourceDetails["changes"]) =>
  changes.map(({ label, ...change }) => ({ setting: label, ...change }));

export const toSourceDetails = (source: SourceDetails): z.input<typeof sourceDetailsShape> => ({
  ...toSource(source),
  settings: source.live && toSettings(source.live),
  draft: source.draft && toSettings(source.draft),
  changes: toChanges(source.changes),
  secrets_set: source.secretsSet,
  hosts: source.hosts,
  unproven_domains: source.unproven.map(({ domain, name, value }) => ({ domain, txt_name: name, txt_value: value })),
});

export const toDeployment = (deployment: Deployment): z.input<typeof deploymentShape> => ({
  id: deployment.id,
  number: deployment.number,
  status: deployment.status,
  restored: deployment.restored,
  log: deployment.log,
  changes: toChanges(deployment.changes),
  deployed_by: deployment.by,
  started_at: at(deployment.startedAt),
  finished_at: atOrNull(deployment.finishedAt),
});

export const toConnectionTest = (parts: Tested[]) => ({ passed: parts.every(({ passed }) => passed), parts });

export const sourcePath = closed({ id: sourceId });

const settings = sourceConfig.shape;
const cache = settings.cache.def.innerType.shape;

/** What is left out of a change stays; of a new source, it has its usual value. */
const settingsBody = closed({
  base_path: mini.optional(settings.basePath.def.innerType),
  domains: mini.optional(settings.domains.def.innerType),
  cache: mini.optional(closed({ mode: cache.mode, seconds: cache.seconds, error_seconds: cache.errorSeconds })),
  defaults: mini.optional(settings.defaults.def.innerType),
  missing_image: mini.optional(settings.missingImage.def.innerType),
  error_image: mini.optional(settings.errorImage.def.innerType),
  signed_only: mini.optional(settings.signedOnly.def.innerType),
  referrers: mini.optional(settings.referrers.def.innerType),
  origin: mini.optional(settings.origin.def.innerType),
});

type SettingsBody = mini.output<typeof settingsBody>;

/** The settings of a body over those that are there. */
export function toConfig(body: SettingsBody = {}, before: NewConfig = {}): SourceConfig {
  const { base_path, cache: times, missing_image, error_image, signed_only, ...same } = body;
  return sourceConfig.parse({
    ...before,
    ...present({
      ...same,
      basePath: base_path,
      cache: times && { mode: times.mode, seconds: times.seconds, errorSeconds: times.error_seconds },
      missingImage: missing_image,
      errorImage: error_image,
      signedOnly: signed_only,
    }),
  });
}

const present = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const created = createSourceInput.shape;
const edited = editSourceInput.shape;

export const createSourceBody = closed({
  name: created.name,
  slug: created.slug,
  type: created.type,
  settings: mini.optional(settingsBody),
  secrets: created.secrets,
});

export const editSourceBody = closed({
  name: edited.name,
  slug: edited.slug,
  settings: mini.optional(settingsBody),
  secrets: edited.secrets,
  /** false: every address answers 410. */
  enabled: mini.optional(mini.boolean("true or false is expected.")),
});

export const deleteSourceQuery = closed({ name: deleteSourceInput.shape.name });

export const deployBody = closed({
  restore: mini.optional(
    mini
      .number("The number of a deployment is expected.")
      .check(mini.int("The number of a deployment is expected."), mini.minimum(1, "Numbers begin at 1.")),
  ),
});

const tried = tryOriginInput.shape;

export const connectionTestBody = closed({
  source_id: tried.sourceId,
  type: tried.type,
  settings: mini.optional(settingsBody),
  secrets: tried.secrets,
  sample: tried.sample,
});
