import type { ReactNode } from "react";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { ListRow } from "./list-row";

/** When they were last here, or why they cannot be. */
export function LastActiveCell({ row: { state } }: { row: ListRow }) {
  switch (state.kind) {
    case "active":
      return <Lines first={lastSeen(state)} second={state.zone} />;
    case "suspended":
      return (
        <Lines
          first={<Tag>Suspended</Tag>}
          second={
            <>
              since <Time value={state.since} as="date" />
            </>
          }
        />
      );
    case "invited":
      return (
        <Lines
          first={
            <Tag tone="amber">
              Expires <Time value={state.expiresAt} />
            </Tag>
          }
          second={<Sent at={state.sentAt} />}
        />
      );
    case "expired":
      return <Lines first={<Tag tone="crimson">Expired</Tag>} second={<Sent at={state.sentAt} />} />;
  }
}

function lastSeen({ now, lastActiveAt }: { now: boolean; lastActiveAt: string | null }): ReactNode {
  if (now) return "Active now";
  return lastActiveAt ? <Time value={lastActiveAt} className="inline-block first-letter:uppercase" /> : "Not yet";
}

const Sent = ({ at }: { at: string }) => (
  <>
    Invited <Time value={at} />
  </>
);

const Lines = ({ first, second }: { first: ReactNode; second: ReactNode }) => (
  <>
    {first}
    <span className="block text-12 text-ink-3">{second}</span>
  </>
);
