import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { deviceOf } from "@/lib/device";
import type { LinkEvent } from "@/lib/share-links/queries/list-links";

const DONE: Record<LinkEvent["kind"], string> = {
  view: "Opened the page",
  download: "Downloaded",
  upload: "Sent",
  report: "Reported it",
};

/** What visitors did, the latest first. */
export function LinkEvents({ events }: { events: readonly LinkEvent[] }) {
  return (
    <section aria-labelledby="link-events">
      <h3 id="link-events" className="label-text mb-1">
        Activity
      </h3>
      {events.length === 0 && <p className="text-13 text-ink-2">Nobody has opened it yet.</p>}
      <ol>
        {events.map((event) => (
          <li key={event.number} className="border-t border-line py-2 text-13 first:border-t-0">
            <span className="flex items-baseline gap-2">
              <span className="min-w-0 truncate">
                {DONE[event.kind]}
                {event.kind === "download" && ` ${event.fileName ?? "everything as a zip"}`}
                {event.kind === "upload" && event.fileName && ` ${event.fileName}`}
              </span>
              {event.bot && <Tag>Bot</Tag>}
              <span className="ml-auto flex-none text-12 text-ink-2">
                <Time value={event.at} sentence />
              </span>
            </span>
            <span className="block truncate text-12 text-ink-3">
              {event.note ?? [deviceOf(event.userAgent), event.ip].filter(Boolean).join(", ")}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
