import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { deviceOf } from "@/lib/device";
import type { MemberRow } from "@/lib/users/queries/people";
import type { SessionOfUser } from "@/lib/users/queries/find-user";
import { EndSessionsButton } from "./end-sessions-button";

const METHODS = { google: "Google", email: "e-mail link", demo: "demo" } as const;

/** Where they are signed in; ending reaches every device, and their other accounts too. */
export function SessionsTab({
  account,
  member,
  sessions,
}: {
  account: string;
  member: Pick<MemberRow, "id" | "name" | "can">;
  sessions: readonly SessionOfUser[];
}) {
  if (sessions.length === 0) return <EmptyState title={`${member.name} is not signed in anywhere`} />;
  return (
    <>
      <ul className="mb-4">
        {sessions.map((session) => (
          <li key={session.id} className="grid gap-0.5 border-t border-line py-2.5 text-13 first:border-t-0 first:pt-0">
            <span className="flex items-baseline justify-between gap-4">
              <span className="font-strong">{deviceOf(session.userAgent)}</span>
              <span className="flex-none text-12 text-ink-3">
                used <Time value={session.lastUsedAt} />
              </span>
            </span>
            <span className="text-12 text-ink-2">
              From {session.ip ?? "an unknown address"}, signed in by {METHODS[session.method]}{" "}
              <Time value={session.startedAt} as="datetime" />
            </span>
          </li>
        ))}
      </ul>
      <EndSessionsButton account={account} memberId={member.id} name={member.name} verdict={member.can.endSessions} />
    </>
  );
}
