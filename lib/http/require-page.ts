import { headers } from "next/headers";
import type { Route } from "next";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { MemberActor } from "@/lib/actor";
import { findSignedIn, type SignedIn } from "@/lib/auth/member-actor";
import { canEver } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";
import { findMovedAccount } from "@/lib/settings/queries";

type AccountProps = { params: Promise<{ account: string }> };

/** The member who opens a page. Whoever may not open it gets the not-found page; whoever is signed out, the way in. */
export async function requirePage(props: AccountProps, operation: OperationId | null = null): Promise<MemberActor> {
  const { account } = await props.params;
  const { signedIn, actor, unmet } = await findSignedIn(account);
  if (!signedIn) redirect(`/sign-in?next=${encodeURIComponent(await currentPath(account))}`);
  if (unmet) redirect(`/sign-in/again?account=${account}&next=${encodeURIComponent(await currentPath(account))}`);
  if (!actor) await followMovedAccount(signedIn, account);
  if (!actor?.active || (operation && !canEver(actor, operation))) notFound();
  return actor;
}

/**
 * A layout that guards a folder of pages before any of it is streamed: whoever may not open it gets a true 404 and sees
 * no skeleton of what is not there for them. The page itself asks again, because a layout outlives a navigation.
 */
export const layoutFor = (operation: OperationId) =>
  async function GuardedLayout(props: AccountProps & { children: ReactNode }) {
    await requirePage(props, operation);
    return props.children;
  };

/** The person who opens a page outside of any account. */
export async function requireSignedIn(): Promise<SignedIn> {
  const { signedIn } = await findSignedIn(null);
  if (!signedIn) redirect("/sign-in");
  return signedIn;
}

/** An account that got another address leads its members there from the one before. */
async function followMovedAccount({ user }: SignedIn, former: string): Promise<void> {
  const slug = await findMovedAccount(user.id, former);
  if (slug) redirect((await currentPath(former)).replace(`/${former}`, `/${slug}`) as Route);
}

const currentPath = async (account: string) => (await headers()).get("x-path") ?? `/${account}`;
