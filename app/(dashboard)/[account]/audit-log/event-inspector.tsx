"use client";

import { useAddress } from "@/components/data-table/use-address";
import { Inspector } from "@/components/shell/inspector";
import { CopyableId } from "@/components/ui/copy-button";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { AuditEvent } from "@/lib/audit/queries/list-events";

/** One event with what it changed, and the ways on: what this person did, what became of this thing. */
export function EventInspector({ account, event }: { account: string; event: AuditEvent }) {
  const address = useAddress();
  const here = `/${account}/audit-log`;
  const facts: Definition[] = [
    {
      term: "Who",
      value: (
        <>
          {event.actor.name} {event.via && <Tag>by key {event.via.name}</Tag>}
        </>
      ),
    },
    { term: "On", value: event.target.name },
    { term: "When", value: <Time value={event.at} as="datetime" /> },
    { term: "From", value: event.ip ?? "this server" },
    ...(event.userAgent ? [{ term: "With", value: event.userAgent }] : []),
    ...(event.requestId
      ? [{ term: "Request", value: <CopyableId value={event.requestId} label="Copy request id" /> }]
      : []),
    { term: "Event", value: <CopyableId value={event.id} label="Copy event id" /> },
    { term: `Hash of ${event.seq}`, value: <CopyableId value={event.hash} label="Copy hash" /> },
  ];
  return (
    <Inspector
      title={event.label}
      detail={<span className="data-text">{event.operation}</span>}
      closeHref={address.hrefHere({ event: null })}
    >
      {event.changes.length > 0 && (
        <section className="mb-5 grid gap-2">
          <h3 className="text-13">What changed</h3>
          <Changes event={event} />
        </section>
      )}
      <DefinitionList items={facts} />
      <p className="mt-4 flex flex-wrap gap-4 text-13">
        <Link className="link-text" href={`${here}?actor=${event.actor.id}`}>
          Everything {event.actor.name} did
        </Link>
        <Link className="link-text" href={`${here}?about=${event.target.id}`}>
          History of {event.target.name}
        </Link>
      </p>
    </Inspector>
  );
}

function Changes({ event }: { event: AuditEvent }) {
  return (
    <DefinitionList
      items={event.changes.map(({ label, before, after, added, removed }) => ({
        term: label,
        value:
          added.length + removed.length > 0 ? (
            <span className="flex flex-wrap gap-1">
              {removed.map((item) => (
                <Tag key={item} tone="crimson">
                  − {item}
                </Tag>
              ))}
              {added.map((item) => (
                <Tag key={item} tone="moss">
                  + {item}
                </Tag>
              ))}
            </span>
          ) : (
            <>
              {before !== null && <del className="text-ink-2">{before}</del>}{" "}
              {after !== null && <ins className="no-underline">{after}</ins>}
            </>
          ),
      }))}
    />
  );
}
