import { randomUUID } from "node:crypto";
import { beginTrial, createAccount, setLimits, setPlan } from "@/lib/accounts/commands";
import { createAccountInput, ownLimits, plan, trial } from "@/lib/accounts/input";
import { type AccountRow, listAllAccounts } from "@/lib/accounts/queries";
import { GIGABYTE, type Limit, OWN_LIMITS, PLANS } from "@/lib/billing/rules";
import { formatExact } from "@/lib/format";
import { restoreAccount } from "@/lib/settings/commands/delete-account";
import { parseInput } from "@/lib/http/parse";
import { suggestSlug } from "@/lib/setup/rules";
import { type Command, readArgs, UsageError } from "./command";
import { AUTHOR, needed, operatorOf, table } from "./operator";

const text = { type: "string" } as const;

export const createAccountCommand: Command = {
  usage: "--name NAME [--slug SLUG] [--plan free|pro|enterprise] [--seats NUMBER]",
  does: "makes an account without anyone in it; `admin create` lets the first person in",
  async run(args) {
    const { values } = readArgs(args, { name: text, slug: text, plan: text, seats: text });
    const name = needed("name", values.name);
    const input = parseInput(createAccountInput, {
      name,
      slug: values.slug ?? suggestSlug(name),
      plan: values.plan ?? "enterprise",
      seatLimit: values.seats ?? null,
    });
    const { slug } = await createAccount(input, AUTHOR, randomUUID());
    return answerFor(
      slug,
      `The account ${slug} is there. Let its first administrator in: admin create --account ${slug}`,
    );
  },
};

export const listAccountsCommand: Command = {
  usage: "",
  does: "lists the accounts of this server",
  async run(args) {
    readArgs(args, {});
    const rows = await listAllAccounts();
    const lines = rows.map((row) => [row.slug, row.name, PLANS[row.plan].label, seatsOf(row), administratorsOf(row)]);
    return {
      data: { data: rows.map(toAccount), next_cursor: null },
      lines: rows.length > 0 ? table(lines) : ["There is no account yet."],
    };
  },
};

export const setPlanCommand: Command = {
  usage: "--plan free|pro|enterprise [--account SLUG]",
  does: "changes the plan of an account; nobody loses access by it",
  async run(args) {
    const { values } = readArgs(args, { plan: text, account: text });
    const wanted = parseInput(plan, needed("plan", values.plan));
    const actor = await operatorOf(values.account);
    const terms = await setPlan(actor, wanted);
    return answerFor(actor.account.slug, `${actor.account.name} has the ${PLANS[terms.plan].label} plan.`);
  },
};

export const beginTrialCommand: Command = {
  usage: "--plan pro|enterprise --days NUMBER [--account SLUG]",
  does: "gives a plan for some days, then the account has the Free plan; nobody loses access by it",
  async run(args) {
    const { values } = readArgs(args, { plan: text, days: text, account: text });
    const wanted = parseInput(trial, { plan: needed("plan", values.plan), days: Number(needed("days", values.days)) });
    const actor = await operatorOf(values.account);
    const { until } = await beginTrial(actor, wanted);
    const end = formatExact(until, { locale: "en", zone: "UTC" });
    return answerFor(
      actor.account.slug,
      `${actor.account.name} has the ${PLANS[wanted.plan].label} plan on trial until ${end}.`,
    );
  },
};

/** How each limit is called here. */
const LIMITS = {
  seats: "seats",
  keys: "keys",
  gigabytes: "storage",
  deliveries: "deliveries",
  purges: "purges",
  "request-days": "requestDays",
  "figure-days": "figureDays",
} as const satisfies Record<string, Limit>;

type LimitOption = keyof typeof LIMITS;

const LIMIT_OPTIONS = Object.keys(LIMITS) as LimitOption[];

export const setLimitsCommand: Command = {
  usage: `${LIMIT_OPTIONS.map((option) => `[--${option} NUMBER|plan]`).join(" ")} [--account SLUG]`,
  does: "gives one account limits of its own, or those of its plan again; what is beyond a limit already stays",
  async run(args) {
    const { values } = readArgs(args, {
      ...(Object.fromEntries(LIMIT_OPTIONS.map((option) => [option, text])) as Record<LimitOption, typeof text>),
      account: text,
    });
    const given = LIMIT_OPTIONS.flatMap((option) => {
      const wanted = values[option];
      return wanted === undefined ? [] : [{ option, wanted: readLimit(option, wanted) }];
    });
    if (given.length === 0) throw new UsageError("No limit is given.");
    const actor = await operatorOf(values.account);
    const { seats } = await setLimits(
      actor,
      Object.fromEntries(given.map(({ option, wanted }) => [OWN_LIMITS[LIMITS[option]], wanted])),
    );
    const full = seats.used > seats.limit ? " Nobody goes, and nobody further can come." : "";
    const answer = await answerFor(actor.account.slug, `${seats.used} of ${seats.limit} seats are taken.${full}`);
    return { ...answer, lines: [...answer.lines, ...limitLines(answer.data)] };
  },
};

/** Storage is kept in bytes. Null: as the plan has it. */
function readLimit(option: LimitOption, wanted: string): number | null {
  if (wanted === "plan") return null;
  const number = parseInput(ownLimits[LIMITS[option]], wanted);
  return option === "gigabytes" ? Math.round(number * GIGABYTE) : number;
}

export const restoreAccountCommand: Command = {
  usage: "--account SLUG",
  does: "restores an account that an administrator has deleted less than 30 days ago",
  async run(args) {
    const { values } = readArgs(args, { account: text });
    const actor = await operatorOf(needed("account", values.account));
    await restoreAccount(actor);
    return answerFor(actor.account.slug, `${actor.account.name} is there again, with its people, keys and links.`);
  },
};

/** As the API names them; storage is in bytes. */
const limitLines = (account: ReturnType<typeof toAccount> | null): string[] =>
  table(Object.entries(account?.limits ?? {}).map(([name, most]) => [name, most === null ? "no limit" : String(most)]));

async function answerFor(slug: string, line: string) {
  const row = (await listAllAccounts()).find((account) => account.slug === slug);
  return { data: row ? toAccount(row) : null, lines: [line] };
}

const toAccount = ({ id, slug, name, plan: planId, seats, limits, administrators, createdAt }: AccountRow) => ({
  id,
  slug,
  name,
  plan: planId,
  seats,
  limits: {
    seats: limits.seats,
    keys: limits.keys,
    storage: limits.storage,
    deliveries: limits.deliveries,
    purges: limits.purges,
    request_days: limits.requestDays,
    figure_days: limits.figureDays,
  },
  administrators,
  created_at: createdAt.toISOString(),
});

const seatsOf = ({ seats }: AccountRow) => `${seats.used} of ${seats.limit} seats`;

const administratorsOf = ({ administrators }: AccountRow) =>
  administrators === 1 ? "1 administrator" : `${administrators} administrators`;
