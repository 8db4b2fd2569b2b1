"use client";

import { ChevronRight, Folder } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Link } from "@/components/ui/link";
import { folderHref } from "../addresses";
import type { Branches } from "./branch";
import { useBranches } from "./use-branches";
import { type Line, linesOf } from "./visible";

type Props = {
  account: string;
  /** As the server read it; what is opened further is asked for. */
  branches: Branches;
  /** The folder that is shown and those above it. */
  path: readonly string[];
};

/** All folders that are open to the reader. Arrows move, Right opens, Left closes, Enter goes there. */
export function FolderTree({ account, branches, path }: Props) {
  const tree = useRef<HTMLUListElement>(null);
  const { all, read } = useBranches(account, branches);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(path));
  const [seenPath, setSeenPath] = useState(path.join());
  if (path.join() !== seenPath) {
    setSeenPath(path.join());
    setOpen(new Set([...open, ...path]));
  }
  const shownId = path.at(-1);
  const [reached, setReached] = useState<string>();
  const lines = linesOf(all, open);
  const tabStop = [reached, shownId].find((id) => lines.some((line) => line.id === id)) ?? lines[0]?.id;

  const turn = ({ id, hasFolders }: Line, isOpen: boolean) => {
    if (!hasFolders) return;
    const rest = [...open].filter((one) => one !== id);
    setOpen(new Set(isOpen ? [...rest, id] : rest));
    if (isOpen) read(id);
  };
  const focus = (id: string | undefined) => {
    if (id === undefined || id === "") return;
    setReached(id);
    tree.current?.querySelector<HTMLElement>(`[data-folder="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, line: Line) => {
    const index = lines.indexOf(line);
    const acts: Partial<Record<string, () => void>> = {
      ArrowDown: () => focus(lines[index + 1]?.id),
      ArrowUp: () => focus(lines[index - 1]?.id),
      Home: () => focus(lines[0]?.id),
      End: () => focus(lines.at(-1)?.id),
      ArrowRight: () => (line.isOpen ? focus(all[line.id]?.[0]?.id) : turn(line, true)),
      ArrowLeft: () => (line.isOpen ? turn(line, false) : focus(line.parentId)),
    };
    const act = acts[event.key];
    if (!act || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  if (lines.length === 0) return <p className="px-2 text-12 text-ink-3">No folders yet.</p>;
  return (
    <ul ref={tree} role="tree" aria-label="Folders" className="folder-tree">
      {lines.map((line) => (
        <li key={line.id} role="none">
          <Link
            role="treeitem"
            data-folder={line.id}
            data-level={Math.min(line.level, 8)}
            href={folderHref(account, line.id)}
            aria-level={line.level}
            aria-posinset={line.position}
            aria-setsize={line.siblings}
            aria-expanded={line.hasFolders ? line.isOpen : undefined}
            aria-current={line.id === shownId ? "page" : undefined}
            aria-selected={line.id === shownId}
            tabIndex={line.id === tabStop ? 0 : -1}
            onFocus={() => setReached(line.id)}
            onKeyDown={(event) => onKeyDown(event, line)}
          >
            <span
              aria-hidden
              className="folder-twist"
              data-none={!line.hasFolders || undefined}
              onClick={(event) => {
                event.preventDefault();
                event.stopPropagation();
                turn(line, !line.isOpen);
              }}
            >
              <ChevronRight />
            </span>
            <Folder aria-hidden />
            <span className="truncate">{line.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
