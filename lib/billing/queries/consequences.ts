import type { Tx } from "@/db/client";
import { planNumbers } from "@/lib/access/queries/preview/affected";
import { keysIn } from "@/lib/api-keys/queries/count-keys";
import { limitOf, PLANS, type Terms } from "@/lib/billing/rules";
import { formatBytes, formatCount } from "@/lib/format";
import { storageIn } from "@/lib/media/queries/storage-use";
import { seatsIn } from "@/lib/users/queries/count-seats";

type Account = { id: string; keyLimit: number | null; storageLimit: number | null };

/** Nobody and nothing goes with a smaller plan: what it no longer offers can only become less. */
export async function consequencesOf(tx: Tx, account: Account, wanted: Terms): Promise<string[]> {
  const { plan, seats: seatCount } = wanted;
  const { label, userManagement, groups: hasGroups, restrictedRole } = PLANS[plan];
  const said: string[] = [];
  const seats = await seatsIn(tx, account.id);
  const keys = {
    used: (await keysIn(tx, account.id)).used,
    limit: limitOf("keys", { plan, keyLimit: account.keyLimit }),
  };
  const { groups, restricted } = await planNumbers(tx, account.id);
  const people = formatCount(seats.members, { one: "person keeps", other: "people keep" });
  if (!userManagement && seats.members > 1)
    said.push(`${people} their access. Nobody can be invited, given more or reactivated.`);
  else if (seats.used > seatCount)
    said.push(
      `${seats.used} seats are taken and ${label} has ${seatCount}: ${people} their access, and nobody further can come until ${seats.used - seatCount} are free.`,
    );
  if (!userManagement && seats.pending > 0)
    said.push(
      `${formatCount(seats.pending, { one: "invitation", other: "invitations" })} can still be accepted, and not sent again.`,
    );
  if (!hasGroups && groups > 0)
    said.push(
      `${formatCount(groups, { one: "group stays", other: "groups stay" })}, and can only be emptied or deleted.`,
    );
  if (!restrictedRole && restricted > 0)
    said.push(
      `${formatCount(restricted, { one: "person keeps", other: "people keep" })} the role Media library restricted, and nobody further gets it.`,
    );
  if (keys.used > keys.limit)
    said.push(
      `${formatCount(keys.used, { one: "API key works", other: "API keys work" })} on, and no further one can be made until fewer than ${keys.limit} are left.`,
    );
  const room = limitOf("storage", { plan, storageLimit: account.storageLimit });
  const { used } = await storageIn(tx, account.id);
  if (room !== null && used > room)
    said.push(
      `${formatBytes(used, "en")} are stored and ${label} has ${formatBytes(room, "en")}: every file stays, and nothing further can be uploaded until less is stored.`,
    );
  return said;
}
