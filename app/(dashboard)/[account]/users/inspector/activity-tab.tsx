import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { AuditEvent } from "@/lib/audit/queries/list-events";

/** What they did and what was done to them, newest first. */
export function ActivityTab({
  account,
  memberId,
  events,
}: {
  account: string;
  memberId: string;
  events: readonly AuditEvent[];
}) {
  if (events.length === 0) return <EmptyState title="Nothing has happened yet" />;
  return (
    <>
      <ul>
        {events.map((event) => (
          <li key={event.id} className="grid gap-0.5 border-t border-line py-2.5 text-13 first:border-t-0 first:pt-0">
            <span className="flex items-baseline justify-between gap-4">
              <Link
                className="font-strong hover:underline"
                href={`/${account}/audit-log?about=${memberId}&event=${event.id}`}
              >
                {event.label}
              </Link>
              <Time value={event.at} className="flex-none text-12 text-ink-3" />
            </span>
            <span className="text-12 text-ink-2">
              by {event.actor.name}
              {event.target.id !== memberId && `, on ${event.target.name}`}
              {event.changes
                .filter(({ field }) => !field.endsWith("Id"))
                .map((change) => `. ${inWords(change)}`)
                .join("")}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-13">
        <Link className="link-text" href={`/${account}/audit-log?about=${memberId}`}>
          Everything in the audit log
        </Link>
      </p>
    </>
  );
}

function inWords({ label, before, after, added, removed }: AuditEvent["changes"][number]): string {
  if (added.length + removed.length === 0) return `${label}: ${before ?? "none"} → ${after ?? "none"}`;
  return `${label}: ${[...added.map((item) => `+ ${item}`), ...removed.map((item) => `− ${item}`)].join(", ")}`;
}
