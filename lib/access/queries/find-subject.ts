import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { permissionsOf, statusOf } from "@/lib/api-keys/queries/columns";
import { type KeyStatus, works } from "@/lib/api-keys/rules/status";
import { notFound } from "@/lib/errors";
import { effectiveOf, keyPower } from "@/lib/permissions/access";
import { can } from "@/lib/permissions/can";
import type { Subject } from "@/lib/permissions/explain";
import type { MediaAsker } from "@/lib/media/rules/media-actor";
import { NOTHING, type Permission } from "@/lib/permissions/permissions";
import { findLink } from "@/lib/share-links/queries/list-links";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

/** Who is asked about, with all that decides how far they reach into the library. */
export type FoundSubject = Subject & { asker: MediaAsker };

/** A member as a question about them needs it. Whoever may not ask about them gets the answer for nobody. */
export async function findMemberSubject(tx: Tx, actor: Actor, memberId: string): Promise<FoundSubject> {
  const [row] = await tx.execute<{ name: string; access: AccessJson }>(sql`
    select m.name, ${accessOf(sql`m`)} as access from members m
    where m.account_id = ${actor.account.id} and m.id = ${memberId} and m.ended_at is null`);
  if (!row || !mayAskAbout(actor, memberId)) throw notFound("person");
  const access = toAccess(row.access);
  return {
    asker: {
      kind: "member",
      account: actor.account,
      memberId,
      active: access.active,
      permissions: effectiveOf(access),
    },
    name: row.name,
    access,
  };
}

type KeyRow = {
  name: string;
  ownerId: string;
  ownerName: string;
  status: KeyStatus;
  permissions: Permission[];
  folderIds: string[] | null;
  access: AccessJson;
};

/** A key as a question about it needs it, with the power it has at this moment. */
export async function findKeySubject(tx: Tx, actor: Actor, keyId: string): Promise<FoundSubject> {
  const [row] = await tx.execute<KeyRow>(sql`
    select k.name, k.owner_id as "ownerId", m.name as "ownerName", ${statusOf} as status, ${permissionsOf} as permissions,
      k.folder_ids as "folderIds", ${accessOf(sql`m`)} as access
    from api_keys k join members m on m.account_id = k.account_id and m.id = k.owner_id
    where k.account_id = ${actor.account.id} and k.id = ${keyId}`);
  if (!row || !mayAskAbout(actor, row.ownerId)) throw notFound("API key");
  const access = toAccess(row.access);
  const { effective } = keyPower(row.permissions, effectiveOf(access));
  return {
    asker: {
      kind: "key",
      account: actor.account,
      memberId: row.ownerId,
      active: works(row.status),
      permissions: effective,
      key: { folderIds: row.folderIds },
    },
    name: row.status === "owner_suspended" ? row.ownerName : row.name,
    access,
    key: { id: keyId, name: row.name, permissions: row.permissions },
  };
}

/** A share link as a question about its visitors needs it; whoever may not see the link gets the answer for none. */
export async function findLinkSubject(actor: Actor, linkId: string): Promise<FoundSubject> {
  const { id, kind, item, note, status, download } = await findLink(actor, linkId);
  return {
    asker: {
      kind: "share_link",
      account: actor.account,
      memberId: null,
      active: status === "active",
      permissions: NOTHING,
      link: { kind, itemId: item.id, download },
    },
    name: "A visitor",
    access: { active: true, sources: [] },
    link: { id, name: note ? `The link “${note}”` : `The link to ${item.name}` },
  };
}

const mayAskAbout = (actor: Actor, memberId: string) =>
  can(actor, "access.explainAnyone") || can(actor, "access.explain", { ownerId: memberId });
