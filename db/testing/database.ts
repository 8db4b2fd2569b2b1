import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import { closePools } from "../client";

/** Gives the test file a migrated, empty database of its own, which `DATABASE_URL` names while it runs. */
export function useTestDatabase(): void {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const former = process.env.DATABASE_URL;

  beforeAll(async () => {
    await onCluster((sql) => sql.unsafe(`create database ${name} template aperture`));
    process.env.DATABASE_URL = urlOf(name);
  });

  afterAll(async () => {
    await closePools();
    if (former === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = former;
    await onCluster((sql) => sql.unsafe(`drop database ${name} with (force)`));
  });
}

async function onCluster(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inject("clusterUrl"), { max: 1, onnotice() {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(inject("clusterUrl"));
  url.pathname = `/${database}`;
  return url.href;
}
