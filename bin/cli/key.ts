import { toApiKey } from "@/lib/api/api-keys";
import { createKey } from "@/lib/api-keys/commands/create-key";
import { createKeyInput } from "@/lib/api-keys/input";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { parseInput } from "@/lib/http/parse";
import { findMemberId } from "@/lib/users/queries/find-member-id";
import { type Command, readArgs } from "./command";
import { needed, operatorOf } from "./operator";

const text = { type: "string" } as const;

export const createKeyCommand: Command = {
  usage: "--owner EMAIL --permissions LIST [--name NAME] [--expires TIME] [--account SLUG]",
  does: "makes an API key of a member, and prints its secret, once",
  async run(args) {
    const { values } = readArgs(args, { owner: text, permissions: text, name: text, expires: text, account: text });
    const owner = needed("owner", values.owner);
    const permissions = needed("permissions", values.permissions)
      .split(",")
      .map((id) => id.trim());
    const input = parseInput(createKeyInput, {
      name: values.name ?? "Made on the command line",
      permissions: permissions.filter((id) => id !== ""),
      expiresAt: values.expires ?? null,
    });
    const actor = await operatorOf(values.account);
    const { id, secret } = await createKey(actor, input, await findMemberId(actor, owner));
    return { data: { ...toApiKey(await findKey(actor, id)), secret }, lines: [secret] };
  },
};
