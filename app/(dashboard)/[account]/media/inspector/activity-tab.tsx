import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { AuditEvent } from "@/lib/audit/queries/list-events";

/** What was done to it, newest first. */
export function ActivityTab({ account, id, events }: { account: string; id: string; events: readonly AuditEvent[] }) {
  if (events.length === 0) return <EmptyState title="Nothing has happened yet" />;
  return (
    <ul>
      {events.map((event) => (
        <li key={event.id} className="grid gap-0.5 border-t border-line py-2.5 text-13 first:border-t-0 first:pt-0">
          <span className="flex items-baseline justify-between gap-4">
            <Link className="font-strong hover:underline" href={`/${account}/audit-log?about=${id}&event=${event.id}`}>
              {event.label}
            </Link>
            <Time value={event.at} className="flex-none text-12 text-ink-3" />
          </span>
          <span className="text-12 text-ink-2">by {event.actor.name}</span>
        </li>
      ))}
    </ul>
  );
}
