import { formatBytes, formatCount } from "@/lib/format";
import type { OpenLink } from "@/lib/share-links/queries/open-link";
import { LazyFileRequest } from "./lazy-file-request";

/** What somebody finds who was asked for files: a place to put them, and nothing of what is there. */
export function RequestPlace({ link, locale }: { link: OpenLink; locale: string }) {
  const { actor, room, token } = link;
  const most = room.bytes === null ? "" : `, ${formatBytes(room.bytes, locale)} at most each`;
  return (
    <div className="mx-auto grid max-w-[640px] gap-5">
      <header className="grid gap-1">
        <h1 className="text-26">Send files to {actor.account.name}</h1>
        <p className="text-ink-2">
          {room.files === null
            ? `As many files as you like${most}.`
            : `${formatCount(room.files, { one: "more file", other: "more files" })}${most}.`}{" "}
          Nobody who holds this link sees them.
        </p>
      </header>
      {room.files === 0 ? (
        <p className="rounded-card border border-line bg-surface p-4">
          This link takes no more files. Ask for another.
        </p>
      ) : (
        <LazyFileRequest token={token} locale={locale} />
      )}
    </div>
  );
}
