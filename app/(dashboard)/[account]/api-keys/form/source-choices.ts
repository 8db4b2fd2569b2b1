import type { MemberActor } from "@/lib/actor";
import { canEver } from "@/lib/permissions/can";
import { listSources } from "@/lib/sources/queries/list-sources";
import type { SourceChoice } from "./limit-fields";

/** The sources that a key can be limited to, for whoever may see them. */
export async function sourceChoices(actor: MemberActor): Promise<SourceChoice[]> {
  if (!canEver(actor, "sources.view")) return [];
  return (await listSources(actor)).map(({ id, name }) => ({ id, name }));
}
