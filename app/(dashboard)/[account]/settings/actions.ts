"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/http/define-action";
import { editAccount, editKeyPolicy, editSignInPolicy } from "@/lib/settings/commands/edit-settings";
import { deleteAccount } from "@/lib/settings/commands/delete-account";
import { accountInput, deleteAccountInput, keyPolicyInput, signInPolicyInput } from "@/lib/settings/input";

/** At a new address the page is asked for anew by whoever is on it. */
export const editAccountAction = defineAction(accountInput, async (actor, input) => {
  const saved = await editAccount(actor, input);
  if (saved.slug === actor.account.slug) revalidatePath(`/${saved.slug}`, "layout");
  return saved;
});

export const editSignInPolicyAction = defineAction(signInPolicyInput, async (actor, input) => {
  const saved = await editSignInPolicy(actor, input);
  revalidatePath(`/${actor.account.slug}/settings`);
  return saved;
});

export const editKeyPolicyAction = defineAction(keyPolicyInput, async (actor, input) => {
  const saved = await editKeyPolicy(actor, input);
  revalidatePath(`/${actor.account.slug}/settings`);
  return saved;
});

export const deleteAccountAction = defineAction(deleteAccountInput, deleteAccount);
