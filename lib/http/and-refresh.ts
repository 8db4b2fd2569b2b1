import { refresh } from "next/cache";
import type { MemberActor } from "@/lib/actor";

/** Runs the command; the page that asked draws itself anew with the answer. */
export const andRefresh =
  <Input, Result>(command: (actor: MemberActor, input: Input) => Promise<Result>) =>
  async (actor: MemberActor, input: Input): Promise<Result> => {
    const result = await command(actor, input);
    refresh();
    return result;
  };
