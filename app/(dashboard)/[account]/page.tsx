import type { Route } from "next";
import { redirect } from "next/navigation";
import { requirePage } from "@/lib/http/require-page";
import { firstPathFor } from "./areas";

export default async function AccountPage(props: PageProps<"/[account]">) {
  const actor = await requirePage(props);
  redirect(`/${actor.account.slug}/${firstPathFor(actor)}` as Route);
}
