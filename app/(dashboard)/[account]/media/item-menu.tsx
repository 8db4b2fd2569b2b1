"use client";

import { Download, Eraser, FolderInput, Info, Link2, Pencil, Trash2 } from "lucide-react";
import { MenuButton, type MenuEntry } from "@/components/overlay/menu";
import { fileHref } from "./addresses";
import type { MediaRow } from "./item";
import type { Task } from "./tasks/use-tasks";

export type ItemMenuProps = { account: string; row: MediaRow; detailsHref: string; begin: (task: Task) => void };

/** What can be done to a file or folder; what it does not offer is not there. */
export function ItemMenu({ account, row, detailsHref, begin }: ItemMenuProps) {
  const entry = (offered: boolean, made: MenuEntry): MenuEntry[] => (offered ? [made] : []);
  return (
    <MenuButton
      size="sm"
      label={`Actions for ${row.name}`}
      groups={[
        [
          { id: "details", label: "Details", icon: <Info aria-hidden />, href: detailsHref },
          ...entry(row.kind === "file" && row.can.download, {
            id: "download",
            label: "Download",
            icon: <Download aria-hidden />,
            run: () => location.assign(fileHref(account, row.id, "download")),
          }),
        ],
        [
          ...entry(row.can.share, {
            id: "share",
            label: "Share…",
            icon: <Link2 aria-hidden />,
            run: () => begin({ kind: "share", row }),
          }),
          ...entry(row.can.rename, {
            id: "rename",
            label: "Rename…",
            icon: <Pencil aria-hidden />,
            run: () => begin({ kind: "rename", row }),
          }),
          ...entry(row.can.move, {
            id: "move",
            label: "Move to…",
            icon: <FolderInput aria-hidden />,
            run: () => begin({ kind: "move", rows: [row] }),
          }),
        ],
        entry(row.can.purge, {
          id: "purge",
          label: "Purge from caches…",
          icon: <Eraser aria-hidden />,
          href: `/${account}/purge?lines=${row.kind}:${row.id}`,
        }),
        entry(row.can.delete, {
          id: "delete",
          label: "Delete",
          icon: <Trash2 aria-hidden />,
          danger: true,
          run: () => begin({ kind: "delete", rows: [row] }),
        }),
      ]}
    />
  );
}
