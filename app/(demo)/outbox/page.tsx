import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { isDemo } from "@/lib/demo/is-demo";
import { listOutbox } from "@/lib/mails/queries";
import { KeepCurrent } from "./keep-current";
import { MailText } from "./mail-text";

export const metadata: Metadata = { title: "Outbox" };

/** The mails that the demo wrote: it sends none. */
export default async function OutboxPage() {
  if (!isDemo()) notFound();
  const mails = await listOutbox();
  return (
    <main id="main" tabIndex={-1} className="page page-form">
      <KeepCurrent />
      <PageHeader title="Outbox" note="The demo sends no mail: what it would send stands here, the newest first." />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {mails.length === 0 && <p className="text-ink-2">Nothing was mailed yet.</p>}
        {mails.map(({ id, to, subject, text, createdAt }) => (
          <Card key={id} title={subject} note={`To ${to}`} aside={<Time value={createdAt} />}>
            <MailText text={text} />
          </Card>
        ))}
      </div>
    </main>
  );
}
