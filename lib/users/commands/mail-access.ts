import type { Tx } from "@/db/client";
import { env } from "@/lib/env";
import { writeMails } from "@/lib/mails/commands";
import type { Turn } from "@/lib/users/queries/lock-account";
import type { Grant, MemberForChange } from "@/lib/users/queries/member-for-change";
import { accessInWords } from "@/lib/users/rules";

type Changed = { member: MemberForChange; before: string; now: string };

/** Tells each person, by mail, who changed what they may do here, and what that is from now on. */
export async function mailAccess(tx: Tx, { account, actor }: Turn, changes: readonly Changed[]): Promise<void> {
  const about = { url: `${env().APERTURE_URL}/${account.slug}`, account: account.name, person: actor.name };
  await writeMails(
    tx,
    changes.map(({ member, before, now }) => ({
      accountId: account.id,
      to: member.email,
      template: "access-changed",
      props: { ...about, before, now },
    })),
  );
}

export const SUSPENDED = "nothing, while you are suspended";

type Given = { role: { name: string } | null; grants: readonly Grant[] };

/** As the person has it when they are not suspended. */
export const accessOf = ({ role, grants }: Given): string =>
  accessInWords(
    role?.name ?? null,
    grants.map(({ permission }) => permission),
  );
