import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { deviceOf } from "@/lib/device";
import type { SessionOfUser } from "@/lib/users/queries/find-user";
import { EndOthersButton, EndSessionButton } from "./end-session-button";

const METHODS = { google: "Google", email: "a mailed link", demo: "the demo" };

type Props = { account: string; sessions: readonly SessionOfUser[]; current: string };

export function SessionsCard({ account, sessions, current }: Props) {
  return (
    <Card
      title="Your sessions"
      note="Where you are signed in. Ending one signs that browser out at once."
      aside={sessions.length > 1 && <EndOthersButton account={account} />}
    >
      <ul>
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-4 border-t border-line py-2.5 first:border-t-0">
            <div className="grid min-w-0 gap-0.5 text-13">
              <span className="flex items-center gap-2 font-strong">
                {deviceOf(session.userAgent)}
                {session.id === current && <Tag tone="petrol">This browser</Tag>}
              </span>
              <span className="text-12 text-ink-2">
                Used <Time value={session.lastUsedAt} /> from {session.ip ?? "an unknown address"} · signed in{" "}
                <Time value={session.startedAt} as="datetime" /> by {METHODS[session.method]}
              </span>
            </div>
            {session.id !== current && (
              <EndSessionButton account={account} sessionId={session.id} device={deviceOf(session.userAgent)} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
