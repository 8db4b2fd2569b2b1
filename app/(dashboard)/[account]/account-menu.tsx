"use client";

import { AccountButton } from "@/components/shell/account-button";

/** The switcher: every account of this person, the current one ticked. */
export function AccountMenu({
  current,
  name,
  note,
  accounts,
}: {
  current: string;
  name: string;
  note: string;
  accounts: readonly { slug: string; name: string }[];
}) {
  const entries = accounts.map(({ slug, name }) => ({
    id: slug,
    label: name,
    href: `/${slug}`,
    checked: slug === current,
  }));
  return <AccountButton name={name} note={note} groups={[entries]} />;
}
