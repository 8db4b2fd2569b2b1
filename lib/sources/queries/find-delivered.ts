import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { subscribe } from "@/db/listen";
import { env } from "@/lib/env";
import { readConfig, type SourceConfig, type SourceType } from "@/lib/sources/rules/config";
import { openSecrets, signingTokenOf } from "@/lib/sources/rules/secrets";

/** A source as it is delivered now. Never log one: it holds the secrets of its origin. */
export type DeliveredSource = {
  accountId: string;
  id: string;
  slug: string;
  type: SourceType;
  status: "deployed" | "disabled";
  deployment: number;
  config: SourceConfig;
  secrets: Record<string, string>;
  signingSecret: string;
};

type By = { slug: string } | { host: string };

/** Milliseconds that an answer from memory is believed, should a notification have been lost: a second, as the rule of revocation has it. */
const BELIEVED_MS = 1_000;
/** Addresses of nothing are remembered too; this many are not worth more memory. */
const MOST_REMEMBERED = 10_000;

type Remembered = { at: number; answer: Promise<DeliveredSource | null> };
const remembered = new Map<string, Remembered>();

let listening: Promise<unknown> | undefined;
const forget = () => remembered.clear();

/**
 * The source that answers under this slug or host name (its own domains, and `{slug}.` before the server's name); null
 * where nothing was ever deployed or it was deleted. Answered from memory, which a notification of the database clears at
 * once, and which is checked every second anyway; where the database cannot be asked then, this throws.
 */
export function findDelivered(by: By): Promise<DeliveredSource | null> {
  listening ??= subscribe("sources", forget, forget).catch(() => (listening = undefined));
  const key = "slug" in by ? by.slug : `host ${by.host}`;
  const known = remembered.get(key);
  const now = performance.now();
  if (known && now - known.at < BELIEVED_MS) return known.answer;
  if (remembered.size >= MOST_REMEMBERED) forget();
  const entry = { at: now, answer: read(by) };
  remembered.set(key, entry);
  entry.answer.catch(() => remembered.get(key) === entry && remembered.delete(key));
  return entry.answer;
}

type Row = Pick<DeliveredSource, "accountId" | "id" | "slug" | "type" | "deployment"> & {
  status: string;
  config: Record<string, unknown>;
  secrets: string | null;
  tokenNumber: number;
};

async function read(by: By): Promise<DeliveredSource | null> {
  const [row] = await systemDb().execute<Row>(sql`
    select s.account_id as "accountId", s.id, s.slug, s.type, s.status, s.deployment, s.token_number as "tokenNumber",
      d.config, d.secrets
    from sources s join deployments d on d.account_id = s.account_id and d.source_id = s.id and d.number = s.deployment
      join accounts a on a.id = s.account_id
    where ${matches(by)} and s.deleted_at is null and a.deleted_at is null`);
  if (!row) return null;
  const { status, config, secrets, tokenNumber, ...source } = row;
  return {
    ...source,
    status: status === "disabled" ? "disabled" : "deployed",
    config: readConfig(config),
    secrets: openSecrets(row.id, secrets),
    signingSecret: signingTokenOf(row.id, tokenNumber),
  };
}

function matches(by: By): SQL {
  if ("slug" in by) return sql`s.slug = ${by.slug}`;
  const host = by.host.toLowerCase().replace(/:\d+$/, "");
  const ours = `.${new URL(env().APERTURE_URL).hostname}`;
  const slug = host.endsWith(ours) ? host.slice(0, -ours.length) : "";
  return slug
    ? sql`s.slug = ${slug}`
    : sql`(s.account_id, s.id) in (select o.account_id, o.source_id from source_domains o where o.domain = ${host})`;
}
