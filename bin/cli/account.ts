import { randomUUID } from "node:crypto";
import { createAccount, setPlan, setSeats, setStorage } from "@/lib/accounts/commands";
import { createAccountInput, plan, seatLimit, storageLimit } from "@/lib/accounts/input";
import { type AccountRow, listAllAccounts } from "@/lib/accounts/queries";
import { GIGABYTE, PLANS } from "@/lib/billing/rules";
import { restoreAccount } from "@/lib/settings/commands/delete-account";
import { parseInput } from "@/lib/http/parse";
import { suggestSlug } from "@/lib/setup/rules";
import { type Answer, type Command, readArgs } from "./command";
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

export const setSeatsCommand: Command = {
  usage: "--seats NUMBER|plan [--account SLUG]",
  does: "gives an account so many seats, or as many as its plan has",
  async run(args) {
    const { values } = readArgs(args, { seats: text, account: text });
    const wanted = needed("seats", values.seats);
    const limit = wanted === "plan" ? null : parseInput(seatLimit, wanted);
    const actor = await operatorOf(values.account);
    const { seats } = await setSeats(actor, limit);
    const full = seats.used > seats.limit ? " Nobody goes, and nobody further can come." : "";
    return answerFor(actor.account.slug, `${seats.used} of ${seats.limit} seats are taken.${full}`);
  },
};

export const setStorageCommand: Command = {
  usage: "--gigabytes NUMBER|plan [--account SLUG]",
  does: "lets an account store so much, or as much as its plan has; what is stored stays",
  async run(args) {
    const { values } = readArgs(args, { gigabytes: text, account: text });
    const wanted = needed("gigabytes", values.gigabytes);
    const gigabytes = wanted === "plan" ? null : parseInput(storageLimit, wanted);
    const actor = await operatorOf(values.account);
    await setStorage(actor, gigabytes === null ? null : Math.round(gigabytes * GIGABYTE));
    const most = gigabytes === null ? "as much as its plan has" : `${gigabytes} GB`;
    return answerFor(actor.account.slug, `${actor.account.name} may store ${most}.`);
  },
};

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

async function answerFor(slug: string, line: string): Promise<Answer> {
  const row = (await listAllAccounts()).find((account) => account.slug === slug);
  return { data: row ? toAccount(row) : null, lines: [line] };
}

const toAccount = ({ id, slug, name, plan: planId, seats, administrators, createdAt }: AccountRow) => ({
  id,
  slug,
  name,
  plan: planId,
  seats,
  administrators,
  created_at: createdAt.toISOString(),
});

const seatsOf = ({ seats }: AccountRow) => `${seats.used} of ${seats.limit} seats`;

const administratorsOf = ({ administrators }: AccountRow) =>
  administrators === 1 ? "1 administrator" : `${administrators} administrators`;
