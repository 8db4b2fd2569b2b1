import type { MemberActor } from "@/lib/actor";
import type { KeyDetails } from "@/lib/api-keys/queries/find-key";
import { findLatestEnd } from "@/lib/api-keys/queries/latest-end";
import { closureOf, setOf } from "@/lib/permissions/permissions";
import { findUser } from "@/lib/users/queries/find-user";
import type { Ways } from "@/components/shell/use-unsaved-guard";
import { sourceChoices } from "../form/source-choices";
import { EditKey } from "./edit-key";

/** What may be put into a key is what both its owner and whoever edits it hold, and what it carries already. */
export async function EditTab({ actor, apiKey: key, ways }: { actor: MemberActor; apiKey: KeyDetails; ways: Ways }) {
  const own = key.owner.id === actor.memberId;
  const owner = own ? actor.permissions : setOf((await findUser(actor, key.owner.id)).effective);
  const latest = await findLatestEnd(actor, new Date(key.createdAt));
  return (
    <EditKey
      account={actor.account.slug}
      keyId={key.id}
      saved={{
        name: key.name,
        permissions: key.permissions,
        ipRanges: key.ipRanges,
        sourceIds: key.sourceIds,
        rateLimit: key.rateLimit,
      }}
      expiresAt={key.expiresAt}
      latest={latest?.toISOString() ?? null}
      holdable={(actor.permissions & owner) | closureOf(key.permissions)}
      lacker={own ? "You don't" : `${key.owner.name} doesn't`}
      sources={await sourceChoices(actor)}
      ways={ways}
    />
  );
}
