import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { MemberActor } from "@/lib/actor";
import { findSignedIn, type SignedIn } from "@/lib/auth/member-actor";
import { canEver } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";

type AccountProps = { params: Promise<{ account: string }> };

/** The member who opens a page. Whoever may not open it gets the not-found page; whoever is signed out, the way in. */
export async function requirePage(props: AccountProps, operation: OperationId | null = null): Promise<MemberActor> {
  const { account } = await props.params;
  const { signedIn, actor, unmet } = await findSignedIn(account);
  if (!signedIn) redirect(`/sign-in?next=${encodeURIComponent(await currentPath(account))}`);
  if (unmet) redirect(`/sign-in/again?account=${account}&next=${encodeURIComponent(await currentPath(account))}`);
  if (!actor?.active || (operation && !canEver(actor, operation))) notFound();
  return actor;
}

/** The person who opens a page outside of any account. */
export async function requireSignedIn(): Promise<SignedIn> {
  const { signedIn } = await findSignedIn(null);
  if (!signedIn) redirect("/sign-in");
  return signedIn;
}

const currentPath = async (account: string) => (await headers()).get("x-path") ?? `/${account}`;
