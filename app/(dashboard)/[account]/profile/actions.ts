"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/http/define-action";
import { editProfile, endLogin, endOtherSessions, endOwnSession, setShortcuts } from "@/lib/profile/commands";
import { loginInput, nothingInput, profileInput, sessionInput, shortcutsInput } from "@/lib/profile/input";
import { leaveAccount } from "@/lib/users/commands/remove-user";

export const editProfileAction = defineAction(profileInput, async (actor, input) => {
  await editProfile(actor, input);
  revalidatePath(`/${actor.account.slug}`, "layout");
});

export const setShortcutsAction = defineAction(shortcutsInput, async (actor, input) => {
  await setShortcuts(actor, input);
  revalidatePath(`/${actor.account.slug}`, "layout");
});

export const endOwnSessionAction = defineAction(sessionInput, async (actor, input) => {
  await endOwnSession(actor, input);
  revalidatePath(`/${actor.account.slug}/profile`);
});

export const endOtherSessionsAction = defineAction(nothingInput, async (actor) => {
  const outcome = await endOtherSessions(actor);
  revalidatePath(`/${actor.account.slug}/profile`);
  return outcome;
});

export const endLoginAction = defineAction(loginInput, async (actor, input) => {
  await endLogin(actor, input);
  revalidatePath(`/${actor.account.slug}/profile`);
});

export const leaveAccountAction = defineAction(nothingInput, async (actor) => {
  await leaveAccount(actor);
  redirect("/");
});
