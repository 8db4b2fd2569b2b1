import type { MemberActor } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { findInvitationById } from "@/lib/invitations/queries/list-invitations";
import { findUser } from "@/lib/users/queries/find-user";
import { tabOf } from "../addresses";
import type { RoleChoice } from "../../access-editor/access-draft";
import { InvitationInspector } from "./invitation-inspector";
import { MissingInspector } from "./missing-inspector";
import type { Neighbours } from "@/components/data-table/neighbours";
import { UserInspector } from "./user-inspector";

type Opened = {
  actor: MemberActor;
  id: string;
  roles: readonly RoleChoice[];
  query: URLSearchParams;
  neighbours: Neighbours;
};

/** Whoever the address names, beside the list: a member, an invitation, or nobody who is here any more. */
export async function OpenPerson({ id, ...shared }: Opened) {
  if (id.startsWith("inv_")) {
    const invitation = await orNull(findInvitationById(shared.actor, id));
    return invitation ? <InvitationInspector invitation={invitation} {...shared} /> : <MissingInspector {...shared} />;
  }
  const user = await orNull(findUser(shared.actor, id));
  const tab = tabOf(shared.query.get("tab") ?? undefined);
  return user ? <UserInspector user={user} tab={tab} {...shared} /> : <MissingInspector {...shared} />;
}

const orNull = <T,>(found: Promise<T>): Promise<T | null> =>
  found.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
