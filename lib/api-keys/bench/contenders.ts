import { apiKey } from "@better-auth/api-key";
import { betterAuth as createAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { sql } from "drizzle-orm";
import { Pool } from "pg";
import postgres from "postgres";
import type { Contender } from "../../../bin/bench.mjs";
import { closePools, systemDb } from "@/db/client";
import { contest, KEYS } from "@/lib/api-keys/bench/contest";
import { createKey } from "@/lib/api-keys/commands/create-key";
import { verifyKey } from "@/lib/api-keys/queries/verify-key";
import { newSecret } from "@/lib/api-keys/rules/secret";
import { joinAccount, makeAccount } from "@/lib/testing/studio";

const PEOPLE = 500;
const OTHER_KEYS = 100_000;

export async function aperture(): Promise<Contender> {
  const account = await makeAccount({ seatLimit: PEOPLE });
  await systemDb().execute(sql`update accounts set key_limit = 1000000 where id = ${account.id}`);
  const owners = [];
  for (let i = 0; i < PEOPLE; i++) owners.push(await joinAccount(account, { role: "developer", grants: ["billing"] }));
  const secrets: string[] = [];
  for (const owner of owners.slice(0, KEYS))
    secrets.push((await createKey(owner, { name: "bench", permissions: ["media_edit", "purge"] })).secret);
  await insertOtherKeys(account.id);
  const origin = { ip: "203.0.113.7", userAgent: null, requestId: "bench" };
  return contest({
    verify: async (secret) => (await verifyKey(secret, origin)).refused === null,
    secrets,
    wrong: newSecret(),
    end: closePools,
  });
}

/** Keys that nobody asks for, so that the tables have the size of a busy server's. */
async function insertOtherKeys(accountId: string) {
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  await owner`
    insert into api_keys (account_id, id, owner_id, name, prefix, secret_hash, started_by)
    select ${accountId}, 'key_other' || n, m.id, 'other', 'apk_other', encode(sha256(n::text::bytea), 'hex'), m.id
    from generate_series(1, ${OTHER_KEYS}::int) n
    join (select id, row_number() over () - 1 as i from members where account_id = ${accountId}) m on m.i = n % ${PEOPLE}::int`;
  await owner`
    insert into api_key_permissions (account_id, id, key_id, permission, started_by)
    select account_id, 'kpm_' || id, id, 'media_edit', started_by from api_keys
    where account_id = ${accountId} and name = 'other'`;
  await owner`analyze`;
  await owner.end();
}

export async function betterAuth(): Promise<Contender> {
  const pool = new Pool({ connectionString: await emptyDatabase("better_auth"), max: 10 });
  const options = {
    database: pool,
    secret: "a secret for this bench alone, thrown away with it",
    baseURL: "http://localhost",
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true },
    plugins: [apiKey({ rateLimit: { enabled: false } })],
  };
  await (await getMigrations(options)).runMigrations();
  const auth = createAuth(options);
  const { user } = await auth.api.signUpEmail({
    body: { name: "Bench", email: "bench@example.com", password: "long enough for it" },
  });
  const secrets: string[] = [];
  for (let i = 0; i < KEYS; i++)
    secrets.push((await auth.api.createApiKey({ body: { name: "bench", userId: user.id } })).key);
  return contest({
    verify: async (key) => (await auth.api.verifyApiKey({ body: { key } })).valid,
    secrets,
    wrong: "x".repeat(64),
    end: () => pool.end(),
  });
}

/** Decides from memory, once the server has answered: what is measured is the way there and back. */
export async function roundTrip(): Promise<Contender> {
  const client = postgres(process.env.BENCH_CLUSTER_URL ?? "", { max: 10 });
  const secrets = Array.from({ length: KEYS }, newSecret);
  const known = new Set(secrets);
  return contest({
    verify: async (secret) => {
      await client`select 1`;
      return known.has(secret);
    },
    secrets,
    wrong: newSecret(),
    end: () => client.end(),
  });
}

async function emptyDatabase(name: string): Promise<string> {
  const cluster = process.env.BENCH_CLUSTER_URL ?? "";
  const admin = postgres(cluster, { max: 1, onnotice() {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}
