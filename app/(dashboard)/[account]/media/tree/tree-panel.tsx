"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { remember } from "@/components/ui/remember";
import { FolderTree } from "./folder-tree";
import type { Branches } from "./branch";
import { TREE_COOKIE } from "./tree-cookie";

type Props = {
  account: string;
  branches: Branches;
  path: readonly string[];
  /** As the person left it. */
  isOpen: boolean;
  children: ReactNode;
};

/** The tree beside the list; closed, it leaves a button. Narrow windows have neither: there the path leads up. */
export function TreePanel({ account, branches, path, isOpen: wasOpen, children }: Props) {
  const [isOpen, setOpen] = useState(wasOpen);
  const turn = () => {
    setOpen(!isOpen);
    remember(TREE_COOKIE, isOpen ? "closed" : undefined);
  };
  return (
    <div className="library" data-tree={isOpen ? "open" : "closed"}>
      <nav aria-label="Folder tree" className="library-tree">
        <div className="flex items-center justify-between">
          {isOpen && <h2 className="label-text">Folders</h2>}
          <IconButton
            size="sm"
            label={isOpen ? "Hide folders" : "Show folders"}
            aria-expanded={isOpen}
            icon={isOpen ? <PanelLeftClose aria-hidden /> : <PanelLeftOpen aria-hidden />}
            onClick={turn}
          />
        </div>
        {isOpen && <FolderTree account={account} branches={branches} path={path} />}
      </nav>
      <div className="library-list">{children}</div>
    </div>
  );
}
