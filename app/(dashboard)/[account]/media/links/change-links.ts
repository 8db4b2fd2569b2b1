import { toast } from "@/components/overlay/toast";
import { formatCount } from "@/lib/format";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { restoreLinksAction, revokeLinksAction } from "../share/actions";

const ACTIONS = {
  revoke: { act: revokeLinksAction, back: restoreLinksAction, done: "revoked" },
  restore: { act: restoreLinksAction, back: revokeLinksAction, done: "restored" },
} as const;

/** Ends links, or brings them back, and says what became of it with the way back. */
export async function changeLinks(verb: keyof typeof ACTIONS, account: string, linkIds: string[]): Promise<void> {
  const { act, back, done } = ACTIONS[verb];
  const result = await answered(act(account, { linkIds }));
  if (!result.ok) return toast({ tone: "crimson", message: result.message });
  const { changed, outcomes } = result.data;
  const refused = outcomes.find(({ outcome }) => outcome === "refused");
  if (changed.length === 0)
    return toast({ tone: refused ? "crimson" : undefined, message: refused?.reason ?? `They are ${done} already.` });
  const others = refused ? `, ${outcomes.length - changed.length} could not be` : "";
  toast({
    message: `${formatCount(changed.length, { one: "link", other: "links" })} ${done}${others}`,
    undo: undoing(() => back(account, { linkIds: changed })),
  });
}
