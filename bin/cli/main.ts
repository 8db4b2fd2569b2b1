import { closePools } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { env, EnvError } from "@/lib/env";
import { AppError } from "@/lib/errors";
import {
  beginTrialCommand,
  createAccountCommand,
  listAccountsCommand,
  restoreAccountCommand,
  setLimitsCommand,
  setPlanCommand,
} from "./account";
import { createAdminCommand } from "./admin";
import { auditCheck, auditHead } from "./audit";
import { type Answer, type Command, UsageError } from "./command";
import { doctor } from "./doctor";
import { fsck } from "./fsck";
import { importLegacyCommand } from "./import-legacy";
import { markPaidCommand, refundCommand } from "./invoice";
import { createKeyCommand } from "./key";

const COMMANDS: Record<string, Command> = {
  "account create": createAccountCommand,
  "account restore": restoreAccountCommand,
  "account list": listAccountsCommand,
  "account set-plan": setPlanCommand,
  "account begin-trial": beginTrialCommand,
  "account set-limits": setLimitsCommand,
  "admin create": createAdminCommand,
  "key create": createKeyCommand,
  "import legacy": importLegacyCommand,
  "invoice mark-paid": markPaidCommand,
  "invoice refund": refundCommand,
  "audit head": auditHead,
  "audit check": auditCheck,
  fsck,
  doctor,
};

const REFUSED = 1;
const MISUSED = 2;

const args = process.argv.slice(2).filter((arg) => arg !== "--json");
const json = process.argv.includes("--json");

process.exitCode = await main();
await closePools();

async function main(): Promise<number> {
  const found = find(args);
  if (!found)
    return explain(args.length > 0 && args[0] !== "help" ? `There is no command ${args.join(" ")}.` : undefined);
  const [name, command, rest] = found;
  try {
    if (!command.takesAnySchema) await migrateDatabase(env().DATABASE_URL);
    const answer = await command.run(rest);
    tell(answer);
    return answer.refused ? REFUSED : 0;
  } catch (error) {
    if (error instanceof UsageError) return explain(error.message, name);
    if (!(error instanceof AppError) && !(error instanceof EnvError)) throw error;
    refuse(error);
    return REFUSED;
  }
}

/** A command is named by one word or by two, the noun and the verb. */
function find(words: string[]): [name: string, command: Command, rest: string[]] | undefined {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(" ");
    const command = COMMANDS[name];
    if (command) return [name, command, words.slice(count)];
  }
}

function tell({ data, lines }: Answer) {
  console.log(json ? JSON.stringify(data) : lines.join("\n"));
}

function refuse(error: AppError | EnvError) {
  if (!json) return console.error(error.message);
  const { code, details } = error instanceof AppError ? error : { code: "invalid", details: {} };
  console.log(JSON.stringify({ error: { code, detail: error.message, ...details } }));
}

function explain(why: string | undefined, only?: string): number {
  if (why) console.error(`${why}\n`);
  for (const [name, { usage, does }] of Object.entries(COMMANDS))
    if (!only || name === only) console.error(`npm run aperture -- ${`${name} ${usage}`.trim()}\n    ${does}`);
  console.error("Every command takes --json for a program's answer, and --demo to act on the demo.");
  return why ? MISUSED : 0;
}
