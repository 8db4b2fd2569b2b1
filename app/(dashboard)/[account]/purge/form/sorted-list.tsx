import { CircleCheck, CircleSlash, CopyCheck } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { formatCount, formatNumber } from "@/lib/format";
import type { PurgePreview } from "@/lib/purge/queries/preview-purge";
import { keyOf, type SortedLine } from "@/lib/purge/rules/lines";

const SHOWN = 12;

/** What needs a look stands first. */
const RANK: Record<SortedLine["verdict"], number> = { foreign: 0, ready: 1, duplicate: 2 };

type Props = { lines: readonly SortedLine[]; preview?: PurgePreview };

/** What each line is: ready, not ours and why, or purged by another line already. */
export function SortedList({ lines, preview }: Props) {
  const counted = (verdict: SortedLine["verdict"]) => lines.filter((line) => line.verdict === verdict).length;
  const shown = lines.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]).slice(0, SHOWN);
  const [foreign, duplicate] = [counted("foreign"), counted("duplicate")];
  return (
    <section aria-label="Sorted lines" className="min-w-0">
      <p role="status" className="label-text mb-1.5">
        {counted("ready")} ready
        {foreign > 0 && ` · ${foreign} not ours`}
        {duplicate > 0 && ` · ${formatCount(duplicate, { one: "duplicate", other: "duplicates" })}`}
        {preview && ` · ${formatCount(preview.matched, { one: "cached result", other: "cached results" })}`}
      </p>
      <ul className="rounded-control border border-line text-13">
        {shown.map((line) => (
          <Line key={line.number} line={line} preview={preview} />
        ))}
        {lines.length > SHOWN && (
          <li className="border-t border-line px-2.5 py-1.5 text-ink-2">
            and {formatCount(lines.length - SHOWN, { one: "line", other: "lines" })} more
          </li>
        )}
      </ul>
    </section>
  );
}

function Line({ line, preview }: { line: SortedLine; preview?: PurgePreview }) {
  switch (line.verdict) {
    case "ready": {
      const seen = preview?.lines.find(({ key }) => key === keyOf(line.scope));
      return (
        <Row icon={<CircleCheck aria-hidden className="text-moss-ink" />} text={seen?.text ?? line.text}>
          {seen ? `${formatNumber(seen.matched, "en")} cached` : "Ready"}
        </Row>
      );
    }
    case "foreign":
      return (
        <Row
          icon={<CircleSlash aria-hidden className="text-crimson-ink" />}
          text={line.text}
          isLeftOut
          reason={line.reason}
        >
          Not ours
        </Row>
      );
    case "duplicate":
      return (
        <Row icon={<CopyCheck aria-hidden className="text-ink-3" />} text={line.text} isLeftOut>
          Same as line {line.of}
        </Row>
      );
  }
}

type RowProps = { icon: ReactNode; text: string; isLeftOut?: boolean; reason?: string; children: ReactNode };

const Row = ({ icon, text, isLeftOut, reason, children }: RowProps) => (
  <li className="flex items-start gap-2 border-t border-line px-2.5 py-1.5 first:border-t-0 [&_svg]:mt-0.5">
    {icon}
    <span className="min-w-0 flex-1">
      <span className={cn("block break-all", isLeftOut && "text-ink-2")}>{text}</span>
      {reason && <span className="block text-12 text-crimson-ink">{reason}</span>}
    </span>
    <span className="label-text flex-none pt-px">{children}</span>
  </li>
);
