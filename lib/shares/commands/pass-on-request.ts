import { and, eq } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { accessRequests } from "@/db/schema/shares";
import { type Actor, authorOf, systemActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { env } from "@/lib/env";
import type { Jobs } from "@/lib/jobs/enqueue";
import { writeMails } from "@/lib/mails/commands";
import { findItems } from "@/lib/media/queries/find-item";
import { NOTHING } from "@/lib/permissions/permissions";
import { managersOf } from "@/lib/shares/queries/managers";
import { lockAccountRow, stampsOf } from "@/lib/users/queries/lock-account";

/**
 * Tells those who manage a folder that somebody asks for it; of a folder that is not there nobody is told. A new request
 * takes the place of an earlier one for the same folder.
 */
export async function passOnRequest({ actor: asker, wish }: Jobs["passOnRequest"]): Promise<void> {
  const { folderId, level, message } = wish;
  // Only the name under which it is recorded: what they might has come through a job.
  const actor: Actor = { ...asker, permissions: NOTHING };
  const { memberId } = actor;
  if (memberId === null) return;
  await withAccount(actor.account.id, async (tx) => {
    const { account, now } = await lockAccountRow(tx, actor.account.id);
    const [folder] = await findItems(tx, systemActor(actor.account, "Requests", actor.origin.requestId), "folder", [
      folderId,
    ]);
    if (!folder || folder.inTrash) return;
    const { begun, ended } = stampsOf(account.id, authorOf(actor), now);
    const r = accessRequests;
    await tx
      .update(r)
      .set(ended("withdrawn"))
      .where(and(eq(r.accountId, account.id), eq(r.memberId, memberId), eq(r.folderId, folderId), isCurrent(r)));
    const id = newId("accessRequest");
    await tx.insert(r).values({ ...begun, id, memberId, folderId, level, message });
    const url = `${env().APERTURE_URL}/${account.slug}/media/requests?request=${id}`;
    const props = { url, person: actor.name, folder: folder.name, level, message };
    const managers = await managersOf(tx, account.id, folder);
    await writeMails(
      tx,
      managers.map(({ email }) => ({ accountId: account.id, to: email, template: "access-request", props })),
    );
    await recordAudit(
      tx,
      actor,
      "access.request",
      { kind: "folder", id: folderId, name: folder.name },
      { after: { level, ...(message && { message }) } },
    );
  });
}
