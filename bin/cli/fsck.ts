import { env } from "@/lib/env";
import { checkInvariants } from "@/lib/fsck/queries";
import { type Command, readArgs } from "./command";

export const fsck: Command = {
  usage: "",
  does: "checks what must always hold: administrators, seats, keys, intervals, the audit log, the outbox",
  async run(args) {
    readArgs(args, {});
    const findings = await checkInvariants(env().DATABASE_URL);
    return {
      data: {
        findings: findings.map(({ check, holds, broken }) => ({
          name: check,
          holds: broken.length === 0,
          says: holds,
          broken,
        })),
      },
      lines: findings.flatMap(({ holds, broken }) => [
        `${broken.length === 0 ? "ok    " : "broken"}  ${holds}.`,
        ...broken.map(({ account, what }) => `          ${account}: ${what}`),
      ]),
      refused: findings.some(({ broken }) => broken.length > 0),
    };
  },
};
