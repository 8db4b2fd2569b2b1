import "server-only";
import type { Actor } from "@/lib/actor";
import { itemOf } from "@/lib/media/queries/find-item";
import { setShares } from "@/lib/shares/commands/set-shares";
import type { ChangeShare, SetShares } from "@/lib/shares/input";
import { findListedShare, type ListedShare } from "@/lib/shares/queries/list-shares";

/** Another level or end for one share, by its id; what is left out stays. @returns the id of the share that took its place */
export async function changeShare(actor: Actor, { shareId, level, expiresAt }: ChangeShare): Promise<string> {
  const share = await findListedShare(actor, shareId);
  const { shares } = await setShares(actor, {
    ...placeOf(share),
    shares: [
      {
        grantee: granteeOf(share),
        level: level ?? share.level,
        expiresAt: expiresAt === undefined ? share.expiresAt : expiresAt,
      },
    ],
  });
  return shares[0]?.id ?? shareId;
}

/** What the person or group reaches in another way stays. */
export async function endShare(actor: Actor, shareId: string): Promise<void> {
  const share = await findListedShare(actor, shareId);
  await setShares(actor, { ...placeOf(share), shares: [{ grantee: granteeOf(share), level: null }] });
}

const placeOf = ({ item }: ListedShare): Pick<SetShares, "item"> => ({ item: itemOf(item) });

const granteeOf = ({ grantee: { kind, id } }: ListedShare) => (kind === "member" ? { memberId: id } : { groupId: id });
