import { listAllAccounts } from "@/lib/accounts/queries";
import { type ChainHead, chainHead, findBrokenEvent } from "@/lib/audit/queries/chain";
import { type Command, readArgs, UsageError } from "./command";
import { operatorOf, table } from "./operator";

export const auditHead: Command = {
  usage: "[--account SLUG]",
  does: "prints the last event of the audit log and its hash; kept elsewhere, it proves later that nothing was changed",
  async run(args) {
    const { values } = readArgs(args, { account: { type: "string" } });
    const slugs = values.account === undefined ? (await listAllAccounts()).map(({ slug }) => slug) : [values.account];
    const heads = await Promise.all(
      slugs.map(async (account) => ({
        account,
        ...((await chainHead(await operatorOf(account))) ?? { seq: 0, hash: "" }),
      })),
    );
    return {
      data: { data: heads, next_cursor: null },
      lines: table(heads.map(({ account, ...head }) => [account, inWords(head)])),
    };
  },
};

export const auditCheck: Command = {
  usage: "[--head SEQ:HASH] [--account SLUG]",
  does: "finds the first event that was changed, or, with a head that was kept elsewhere, that the log was cut or rewritten",
  async run(args) {
    const { values } = readArgs(args, { account: { type: "string" }, head: { type: "string" } });
    const kept = values.head === undefined ? undefined : readHead(values.head);
    const brokenAt = await findBrokenEvent(await operatorOf(values.account), kept);
    return {
      data: { whole: brokenAt === null, broken_at: brokenAt },
      lines: [brokenAt === null ? "The log is whole." : `The log is broken at event ${brokenAt}.`],
      refused: brokenAt !== null,
    };
  },
};

const inWords = ({ seq, hash }: ChainHead) => `${seq}:${hash}`;

function readHead(text: string): ChainHead {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined)
    throw new UsageError("A head is a number, a colon and 64 hexadecimal digits.");
  return { seq: Number(seq), hash };
}
