"use server";

import * as z from "zod/mini";
import { whoCan } from "@/lib/access/queries/who-can";
import { askedPermission } from "@/lib/access/rules/asked-permission";
import type { MemberActor } from "@/lib/actor";
import { defineAction } from "@/lib/http/define-action";
import { canEver } from "@/lib/permissions/can";
import { PERMISSIONS } from "@/lib/permissions/permissions";
import { usersSearch } from "@/lib/users/input";
import { listUsers } from "@/lib/users/queries/list-users";

const MOST_FOUND = 7;

type Found = { label: string; items: { id: string; label: string; detail: string; href: string }[] };

/** What the palette finds beyond the pages: people, and who can do something. Empty for those who may not know. */
export const searchEverythingAction = defineAction(
  z.strictObject({ q: z.string().check(z.trim(), z.maxLength(200)) }),
  async (actor, { q }): Promise<Found[]> => {
    if (!q || !canEver(actor, "users.view")) return [];
    const found = (await askedWho(actor, q)) ?? (await foundPeople(actor, q));
    return found.items.length > 0 ? [found] : [];
  },
);

async function foundPeople(actor: MemberActor, q: string): Promise<Found> {
  const { rows } = await listUsers(actor, usersSearch.parse({ q, limit: MOST_FOUND }));
  return {
    label: "People",
    items: rows.map(({ id, name, email }) => ({
      id,
      label: name ?? email,
      detail: email,
      href: `/${actor.account.slug}/users?user=${id}`,
    })),
  };
}

async function askedWho(actor: MemberActor, q: string): Promise<Found | null> {
  const permission = askedPermission(q);
  if (!permission) return null;
  const { label } = PERMISSIONS[permission];
  const { people, total } = await whoCan(actor, { permission });
  const users = `/${actor.account.slug}/users`;
  const named = people.slice(0, MOST_FOUND).map(({ id, name, from }) => ({
    id,
    label: name,
    detail: from.map((source) => source.name).join(", "),
    href: `${users}?user=${id}`,
  }));
  const all = { id: "all", label: `All ${total} with ${label}`, detail: "", href: `${users}?permission=${permission}` };
  return { label: `Who has ${label}`, items: total > named.length ? [...named, all] : named };
}
