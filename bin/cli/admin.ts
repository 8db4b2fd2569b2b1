import { createAdministrator } from "@/lib/accounts/commands";
import { createAdministratorInput } from "@/lib/accounts/input";
import { toMember } from "@/lib/api/members";
import { env } from "@/lib/env";
import { parseInput } from "@/lib/http/parse";
import { findUser } from "@/lib/users/queries/find-user";
import { type Command, readArgs } from "./command";
import { needed, operatorOf } from "./operator";

const text = { type: "string" } as const;

export const createAdminCommand: Command = {
  usage: "--email EMAIL --name NAME [--account SLUG]",
  does: "makes someone an administrator, and prints a link that signs them in once",
  async run(args) {
    const { values } = readArgs(args, { email: text, name: text, account: text });
    const input = parseInput(createAdministratorInput, {
      email: needed("email", values.email),
      name: needed("name", values.name),
    });
    const actor = await operatorOf(values.account);
    const { memberId, path } = await createAdministrator(actor, input);
    const link = new URL(path, env().APERTURE_URL).href;
    return { data: { ...toMember(await findUser(actor, memberId)), sign_in_url: link }, lines: [link] };
  },
};
