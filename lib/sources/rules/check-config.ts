import "server-only";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { OriginField } from "@/lib/sources/origins/origin";
import { originOf } from "@/lib/sources/origins/registry";
import type { SourceConfig, SourceType } from "@/lib/sources/rules/config";

type Problem = { path: string; message: string };
type Given = { config: SourceConfig; secrets: Record<string, string> };

/**
 * The configuration as the type has it: what was given, without empty fields.
 * @param kept names of credentials that are there already and need not be given again
 * @throws AppError naming each wrong field, as `config.origin.url` or `secrets.accessKeyId`
 */
export function checkConfig(type: SourceType, { config, secrets }: Given, kept: readonly string[] = []): Given {
  const { fields, mustBeSigned } = originOf(type);
  const problems = [
    ...unknownIn(
      "config.origin",
      config.origin,
      fields.filter(({ isSecret }) => !isSecret),
    ),
    ...unknownIn(
      "secrets",
      secrets,
      fields.filter(({ isSecret }) => isSecret),
    ),
    ...fields.flatMap((field) => problemOf(field, config, secrets, kept)),
    ...config.domains.flatMap(problemOfDomain),
  ];
  const [first] = problems;
  if (first) throw new AppError("invalid", first.message, { fields: problems });
  return {
    config: { ...config, origin: filled(config.origin), signedOnly: mustBeSigned ?? config.signedOnly },
    secrets: filled(secrets),
  };
}

const filled = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value !== ""),
  );

const unknownIn = (place: string, values: Record<string, string>, fields: readonly OriginField[]): Problem[] =>
  Object.keys(values)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ path: `${place}.${name}`, message: `There is no field ${name} here.` }));

function problemOf(
  field: OriginField,
  config: SourceConfig,
  secrets: Given["secrets"],
  kept: readonly string[],
): Problem[] {
  const { name, label, isSecret, isOptional } = field;
  const value = (isSecret ? secrets : config.origin)[name]?.trim() ?? "";
  const path = `${isSecret ? "secrets" : "config.origin"}.${name}`;
  if (value !== "") {
    const message = field.problemOf?.(value);
    return message ? [{ path, message }] : [];
  }
  return isOptional || kept.includes(name) ? [] : [{ path, message: `${label} is missing.` }];
}

/** The server's own name and all below it are not for anyone to take. */
function problemOfDomain(domain: string, index: number): Problem[] {
  const { hostname } = new URL(env().APERTURE_URL);
  const isOurs = domain === hostname || domain.endsWith(`.${hostname}`);
  return isOurs ? [{ path: `config.domains.${index}`, message: `${domain} belongs to this server.` }] : [];
}
