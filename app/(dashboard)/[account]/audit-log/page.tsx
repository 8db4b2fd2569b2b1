import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { Split } from "@/components/shell/inspector";
import { chainHead } from "@/lib/audit/queries/chain";
import { findEvent, listEvents } from "@/lib/audit/queries/list-events";
import { findSignedIn } from "@/lib/auth/member-actor";
import { AppError } from "@/lib/errors";
import type { MemberActor } from "@/lib/actor";
import { requirePage } from "@/lib/http/require-page";
import { ChainButton } from "./chain-button";
import { EventInspector } from "./event-inspector";
import { EventsTable } from "./events-table";
import { ExportMenu } from "./export-menu";
import { readAuditSearch } from "./search";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditLogPage(props: PageProps<"/[account]/audit-log">) {
  const actor = await requirePage(props, "audit.view");
  const params = await props.searchParams;
  const { signedIn } = await findSignedIn(actor.account.slug);
  const search = readAuditSearch(params, signedIn?.user.timeZone ?? "UTC");
  const [{ rows: events, nextCursor, previousCursor }, head, open] = await Promise.all([
    listEvents(actor, search),
    chainHead(actor),
    typeof params.event === "string" ? findOpenEvent(actor, params.event) : null,
  ]);
  const rows = events.map(({ id, at, actor: who, via, label, operation, target, ip, changes }) => ({
    id,
    at: at.toISOString(),
    who: who.name,
    via: via?.name ?? null,
    you: who.id === actor.memberId,
    label,
    operation,
    target: target.name,
    ip,
    changes: changes.length,
  }));
  return (
    <Split inspector={open && <EventInspector account={actor.account.slug} event={open} />}>
      <PageHeader
        title="Audit log"
        note={
          head
            ? `${head.seq.toLocaleString("en")} events, none of them ever edited or deleted`
            : "Nothing has happened yet"
        }
      >
        <ChainButton account={actor.account.slug} head={head} />
        <ExportMenu account={actor.account.slug} />
      </PageHeader>
      <EventsTable rows={rows} currentId={open?.id} pager={{ next: nextCursor, previous: previousCursor }} />
    </Split>
  );
}

/** An event that is not there leaves the list alone. */
async function findOpenEvent(actor: MemberActor, id: string) {
  try {
    return await findEvent(actor, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
