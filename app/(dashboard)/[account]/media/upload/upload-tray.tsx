import { X } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { Progress } from "@/components/ui/meter";
import type { Upload } from "./use-uploads";

/** Every file on its way, and what became of it. */
export function UploadTray({ uploads, onClose }: { uploads: readonly Upload[]; onClose: () => void }) {
  const under = uploads.filter(({ done, problem }) => !done && problem === null).length;
  const failed = uploads.filter(({ problem }) => problem !== null).length;
  return (
    <section
      aria-label="Uploads"
      className="fixed right-4 bottom-4 z-40 w-80 max-w-[calc(100vw-2rem)] rounded-card border border-line-2 bg-overlay shadow-panel"
    >
      <header className="flex items-center justify-between py-1 pr-1 pl-3">
        <strong className="text-13" role="status">
          {under > 0 ? `${under} on the way` : failed > 0 ? `${failed} did not arrive` : "All files have come"}
        </strong>
        {under === 0 && <IconButton label="Close" size="sm" icon={<X aria-hidden />} onClick={onClose} />}
      </header>
      <ul className="max-h-60 overflow-y-auto border-t border-line px-3">
        {uploads.map(({ id, name, share, done, problem }) => (
          <li key={id} className="grid gap-1 border-t border-line py-2 text-13 first:border-t-0">
            <span className="truncate">{name}</span>
            {problem === null ? (
              <Progress label={done ? "Uploaded" : "Uploading"} share={share} />
            ) : (
              <span className="text-12 text-crimson-ink">{problem}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
