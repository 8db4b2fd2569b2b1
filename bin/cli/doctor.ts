import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import nodemailer from "nodemailer";
import postgres from "postgres";
import { env, EnvError } from "@/lib/env";
import { type Command, readArgs } from "./command";

type Finding = { status: "ok" | "warning" | "fault"; says: string };
type Check = () => Finding | Promise<Finding>;

const ok = (says: string): Finding => ({ status: "ok", says });
const warning = (says: string): Finding => ({ status: "warning", says });
const fault = (says: string): Finding => ({ status: "fault", says });

const OLDEST_SUPPORTED_NODE = 22;
const OLDEST_POSTGRES = 15;

const CHECKS: Record<string, Check> = {
  node() {
    const [major] = process.versions.node.split(".").map(Number);
    if ((major ?? 0) >= OLDEST_SUPPORTED_NODE) return ok(`Node ${process.versions.node}.`);
    return warning(
      `Node ${process.versions.node} gets no security fixes any more; take ${OLDEST_SUPPORTED_NODE} or newer.`,
    );
  },

  configuration() {
    const { APERTURE_URL, APERTURE_DATA } = env();
    return ok(`The application is reached at ${APERTURE_URL} and keeps its data in ${APERTURE_DATA}.`);
  },

  async database() {
    const sql = postgres(env().DATABASE_URL, { max: 1, connect_timeout: 5, onnotice() {} });
    try {
      const [server] = await sql<
        { version: number }[]
      >`select current_setting('server_version_num')::int / 10000 as version`;
      const version = server?.version ?? 0;
      if (version < OLDEST_POSTGRES)
        return fault(`PostgreSQL ${version} is too old; take ${OLDEST_POSTGRES} or newer.`);
      const missing = journal().length - (await countMigrations(sql));
      if (missing > 0) return fault(`The database lacks ${missing} migrations; a start of the server applies them.`);
      return ok(`PostgreSQL ${version} answers, and its schema is the newest.`);
    } finally {
      await sql.end({ timeout: 1 });
    }
  },

  storage() {
    const folder = env().APERTURE_DATA;
    const probe = path.join(folder, `.probe-${randomUUID()}`);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(probe, "");
    fs.rmSync(probe);
    return ok(`${folder} can be written to.`);
  },

  async mail() {
    const url = env().SMTP_URL;
    if (!url) return warning("No mail is sent, because SMTP_URL is not set; the server prints the links of its mails.");
    await nodemailer.createTransport({ url, connectionTimeout: 5_000, greetingTimeout: 5_000 }).verify();
    return ok(`The mail server at ${new URL(url).host} answers.`);
  },
};

export const doctor: Command = {
  takesAnySchema: true,
  usage: "",
  does: "looks at the configuration, the versions, the database, the storage and the mail server",
  async run(args) {
    readArgs(args, {});
    const findings = [];
    for (const [name, check] of Object.entries(CHECKS)) {
      const found = await finding(check);
      findings.push({ name, ...found });
      if (name === "configuration" && found.status === "fault") break; // nothing after it can be looked at
    }
    return {
      data: { findings },
      lines: findings.map(({ name, status, says }) => `${status.padEnd(8)} ${name.padEnd(14)} ${says}`),
      refused: findings.some(({ status }) => status === "fault"),
    };
  },
};

async function finding(check: Check): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof EnvError) return fault(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    return fault(message || `It failed with ${code}.`);
  }
}

const journal = (): unknown[] =>
  (JSON.parse(fs.readFileSync("drizzle/meta/_journal.json", "utf8")) as { entries: unknown[] }).entries;

async function countMigrations(sql: postgres.Sql): Promise<number> {
  const [kept] = await sql`select to_regclass('drizzle.__drizzle_migrations') as "table"`;
  if (!kept?.table) return 0;
  const [row] = await sql<{ applied: number }[]>`select count(*)::int as applied from drizzle.__drizzle_migrations`;
  return row?.applied ?? 0;
}
