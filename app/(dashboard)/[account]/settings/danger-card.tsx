"use client";

import { useRouter } from "next/navigation";
import { confirm } from "@/components/overlay/confirm";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatCount } from "@/lib/format";
import type { DeletionFacts } from "@/lib/settings/queries";
import { RECENT_MINUTES, RESTORE_DAYS } from "@/lib/settings/rules";
import { answered } from "../answered";
import { deleteAccountAction } from "./actions";

type Props = { account: string; name: string; facts: DeletionFacts };

export function DangerCard({ account, name, facts }: Props) {
  const router = useRouter();
  const ask = () =>
    confirm({
      title: `Delete the account ${name}?`,
      body: <Effects account={account} facts={facts} />,
      action: "Delete account",
      typed: name,
      run: async () => {
        const result = await answered(deleteAccountAction(account, { name }));
        if (!result.ok) return result.message;
        router.replace("/signed-out");
      },
    });
  return (
    <Card title="Danger zone" note="What stands here cannot be taken back by you">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="max-w-[46ch] text-13 text-ink-2">
          Delete the account, for everyone in it. It asks for a sign-in less than {RECENT_MINUTES} minutes ago; for{" "}
          {RESTORE_DAYS} days the operator of this server can restore it.
        </p>
        <Button look="danger" onClick={ask}>
          Delete account
        </Button>
      </div>
    </Card>
  );
}

function Effects({ account, facts: { people, keys, links, isCharged } }: { account: string; facts: DeletionFacts }) {
  return (
    <>
      <ul className="grid list-disc gap-1 pl-4">
        <li>{formatCount(people, { one: "person is", other: "people are" })} signed out at once, you among them.</li>
        <li>
          {formatCount(keys, { one: "API key", other: "API keys" })} and{" "}
          {formatCount(links, { one: "share link", other: "share links" })} stop at once, and so do delivered images.
        </li>
        {isCharged && <li>The subscription ends now. What was paid for the rest of the month is not given back.</li>}
        <li>For {RESTORE_DAYS} days the operator of this server can restore it, and afterwards nobody can.</li>
      </ul>
      <p className="mt-2">
        Export first:{" "}
        <a className="link-text" download href={`/${account}/users/export`}>
          people
        </a>
        ,{" "}
        <a className="link-text" download href={`/${account}/audit-log/export?format=csv`}>
          audit log
        </a>
        ,{" "}
        <a className="link-text" download href={`/${account}/billing/export`}>
          invoices
        </a>
        . Files are downloaded in Media.
      </p>
    </>
  );
}
