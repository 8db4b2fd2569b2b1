"use client";

import {
  Copy,
  Download,
  Eraser,
  Eye,
  FolderInput,
  Globe,
  Images,
  Info,
  Link2,
  Lock,
  Pencil,
  Tags,
  Trash2,
} from "lucide-react";
import { MenuButton, type MenuEntry } from "@/components/overlay/menu";
import { fileHref } from "./addresses";
import { isFile, type MediaRow } from "./item";
import { downloadZip } from "./tasks/download-zip";
import type { Task } from "./tasks/use-tasks";

type Props = {
  account: string;
  row: MediaRow;
  detailsHref: string;
  begin: (task: Task) => void;
  look: (row: MediaRow) => void;
};

/** What can be done to a file or folder; what it does not offer is not there. */
export function ItemMenu({ account, row, detailsHref, begin, look }: Props) {
  const entry = (offered: boolean, made: MenuEntry): MenuEntry[] => (offered ? [made] : []);
  return (
    <MenuButton
      size="sm"
      label={`Actions for ${row.name}`}
      groups={[
        [
          ...entry(row.kind === "file", {
            id: "look",
            label: "Look",
            keys: "space",
            icon: <Eye aria-hidden />,
            run: () => look(row),
          }),
          { id: "details", label: "Details", icon: <Info aria-hidden />, href: detailsHref },
          ...entry(row.kind === "file" && row.can.download, {
            id: "download",
            label: "Download",
            icon: <Download aria-hidden />,
            run: () => location.assign(fileHref(account, row.id, "download")),
          }),
          ...entry(row.kind === "folder", {
            id: "zip",
            label: "Download as zip",
            icon: <Download aria-hidden />,
            run: () => downloadZip(account, [row]),
          }),
        ],
        [
          ...entry(row.can.share, {
            id: "share",
            label: "Share…",
            icon: <Link2 aria-hidden />,
            keys: "s",
            run: () => begin({ kind: "share", rows: [row] }),
          }),
          ...entry(row.can.rename, {
            id: "rename",
            label: "Rename…",
            icon: <Pencil aria-hidden />,
            keys: "f2",
            run: () => begin({ kind: "rename", row }),
          }),
          ...entry(row.can.move, {
            id: "move",
            label: "Move to…",
            icon: <FolderInput aria-hidden />,
            keys: "m",
            run: () => begin({ kind: "move", rows: [row] }),
          }),
          ...entry(row.can.copy, {
            id: "copy",
            label: "Copy to…",
            icon: <Copy aria-hidden />,
            run: () => begin({ kind: "copy", rows: [row] }),
          }),
          ...entry(row.isPrivate && row.can.publish, {
            id: "publish",
            label: "Publish",
            icon: <Globe aria-hidden />,
            run: () => begin({ kind: "publish", rows: [row] }),
          }),
          ...entry(!row.isPrivate && row.can.unpublish, {
            id: "unpublish",
            label: "Make private",
            icon: <Lock aria-hidden />,
            run: () => begin({ kind: "unpublish", rows: [row] }),
          }),
          ...(isFile(row)
            ? [
                ...entry(row.can.tag, {
                  id: "tag",
                  label: "Tag…",
                  icon: <Tags aria-hidden />,
                  run: () => begin({ kind: "tag", rows: [row] }),
                }),
                ...entry(row.can.addToCollection, {
                  id: "collect",
                  label: "Collect…",
                  icon: <Images aria-hidden />,
                  run: () => begin({ kind: "collect", rows: [row] }),
                }),
              ]
            : []),
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
          keys: "delete",
          danger: true,
          run: () => begin({ kind: "delete", rows: [row] }),
        }),
      ]}
    />
  );
}
