import type { UploadQueue } from "@/app/uploads/queue";
import { totalOf } from "@/app/uploads/total";
import { UploadList } from "@/app/uploads/upload-list";
import { useUploadsOf } from "@/app/uploads/use-queue";
import { Progress } from "@/components/ui/meter";

/** What the visitor has sent so far, as long as the page stays open. */
export default function BroughtFiles({ queue, locale }: { queue: UploadQueue; locale: string }) {
  const uploads = useUploadsOf(queue);
  if (uploads.length === 0) return null;
  const { share, words } = totalOf(uploads, locale);
  return (
    <section aria-label="Your files" className="rounded-card border border-line bg-surface">
      <header className="grid gap-2 px-3 py-3">
        <strong role="status">{words}</strong>
        {share < 1 && <Progress label="All files" share={share} />}
      </header>
      <div className="border-t border-line">
        <UploadList uploads={uploads} queue={queue} locale={locale} />
      </div>
    </section>
  );
}
