import type { Column } from "@/components/data-table/column";
import { CopyIconButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";
import { isOver, LinkStatusTag } from "../share/link-status";

/** @param narrow leaves out what an open link says beside the list */
export function columnsFor(hrefOf: (row: LinkRow) => string, narrow: boolean): Column<LinkRow>[] {
  const link: Column<LinkRow> = {
    id: "link",
    header: "Link",
    fixed: true,
    cell: (row) => <LinkCell row={row} href={hrefOf(row)} />,
  };
  const status: Column<LinkRow> = {
    id: "status",
    header: "Status",
    cell: (row) => <LinkStatusTag status={row.status} />,
  };
  const copy: Column<LinkRow> = {
    id: "copy",
    header: "Copy",
    headerHidden: true,
    fixed: true,
    align: "end",
    cell: (row) => row.url && !isOver(row.status) && <CopyIconButton value={row.url} label={`Copy ${nameOf(row)}`} />,
  };
  if (narrow) return [link, status, copy];
  return [
    link,
    status,
    { id: "opened", header: "Opened", from: "md", cell: (row) => <OpenedCell row={row} /> },
    { id: "taken", header: "Taken", from: "md", cell: (row) => <TakenCell row={row} /> },
    { id: "passcode", header: "Passcode", from: "lg", cell: (row) => (row.hasPasscode ? "On" : <Quiet>Off</Quiet>) },
    { id: "ends", header: "Ends", from: "lg", cell: (row) => <EndsCell row={row} /> },
    { id: "made", header: "Made", from: "lg", cell: (row) => <MadeCell row={row} /> },
    copy,
  ];
}

/** What a link is called: for whom it is, or else what it opens. */
export const nameOf = (row: LinkRow): string => row.note || row.item.name;

const Quiet = ({ children }: { children: React.ReactNode }) => <span className="text-ink-3">{children}</span>;

function LinkCell({ row, href }: { row: LinkRow; href: string }) {
  return (
    <span className="grid max-w-[300px] min-w-0 leading-[1.35]">
      <Link href={href} scroll={false} className="row-link truncate text-14 font-strong">
        {nameOf(row)}
      </Link>
      <span className="truncate text-12 text-ink-3">
        {row.kind === "request" ? "Files into " : "Shows "}
        {row.item.name}
      </span>
    </span>
  );
}

/** People, of those allowed; programs stand apart. */
function OpenedCell({ row: { views, maxViews, botViews, lastOpenedAt } }: { row: LinkRow }) {
  return (
    <>
      {views === 0 ? <Quiet>Not yet</Quiet> : views}
      {maxViews !== null && <Quiet> of {maxViews}</Quiet>}
      {botViews > 0 && <Quiet> + {botViews} by bots</Quiet>}
      {lastOpenedAt && (
        <span className="block text-12 text-ink-3">
          <Time value={lastOpenedAt} sentence />
        </span>
      )}
    </>
  );
}

function TakenCell({ row }: { row: LinkRow }) {
  const { kind, download, downloads, maxDownloads, botDownloads, uploads, maxUploads } = row;
  if (kind === "view" && !download) return <Quiet>No downloads</Quiet>;
  const [count, most, word] = kind === "view" ? [downloads, maxDownloads, "downloads"] : [uploads, maxUploads, "files"];
  return (
    <>
      {count} {word}
      {most !== null && <Quiet> of {most}</Quiet>}
      {botDownloads > 0 && <Quiet> + {botDownloads} by bots</Quiet>}
    </>
  );
}

function EndsCell({ row: { expiresAt } }: { row: LinkRow }) {
  return expiresAt ? <Time value={expiresAt} as="date" /> : <Quiet>Never</Quiet>;
}

function MadeCell({ row: { createdAt, createdBy } }: { row: LinkRow }) {
  return (
    <>
      <Time value={createdAt} as="date" />
      <span className="block max-w-[160px] truncate text-12 text-ink-3">{createdBy}</span>
    </>
  );
}
