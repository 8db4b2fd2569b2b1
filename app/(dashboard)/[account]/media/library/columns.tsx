import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { FileRow } from "@/lib/media/queries/rows";
import { FILE_TYPES } from "@/lib/media/rules/file-types";
import { Bytes } from "../bytes";
import { type DrawnRow, isFile, type MediaRow } from "../item";
import { ItemPicture } from "../item-picture";

type Shown = { account: string; hrefOf: (row: MediaRow) => string; menuOf: (row: MediaRow) => ReactNode };

export const mediaColumns = ({ account, hrefOf, menuOf }: Shown): Column<MediaRow>[] => [
  {
    id: "name",
    header: "Name",
    sort: "name",
    fixed: true,
    cell: (row) => (
      <Link href={hrefOf(row)} scroll={!isFile(row)} className="flex max-w-[420px] items-center gap-3 font-strong">
        <span className="size-9 flex-none">
          <ItemPicture account={account} row={row} />
        </span>
        <span className="min-w-0">
          <span className="block truncate">{row.name}</span>
          <span className="block truncate text-12 font-normal text-ink-3">{detailOf(row)}</span>
        </span>
      </Link>
    ),
  },
  {
    id: "type",
    header: "Type",
    from: "lg",
    cell: (row) => (row.kind === "folder" ? "Folder" : FILE_TYPES[row.type].label),
  },
  {
    id: "size",
    header: "Size",
    sort: "size",
    align: "end",
    from: "md",
    cell: (row) => (row.kind === "folder" ? null : <Bytes value={row.size} />),
  },
  {
    id: "created",
    header: "Added",
    sort: "created",
    from: "md",
    cell: (row) => <Time value={row.createdAt} as="date" />,
  },
  {
    id: "menu",
    header: "Actions",
    headerHidden: true,
    fixed: true,
    align: "end",
    cell: (row) => menuOf(row),
  },
];

/** The line under the name: what a folder holds, how large a picture is. */
export function detailOf(row: DrawnRow): string {
  const facts = row.kind === "folder" ? [formatCount(row.fileCount, { one: "file", other: "files" })] : factsOf(row);
  return (row.isPrivate ? ["Private", ...facts] : facts).join(" · ");
}

const factsOf = ({ width, height, type, tags }: Pick<FileRow, "width" | "height" | "type" | "tags">): string[] => [
  width && height ? `${width} × ${height}` : FILE_TYPES[type].label,
  ...(tags.length > 0 ? [tags.join(", ")] : []),
];
