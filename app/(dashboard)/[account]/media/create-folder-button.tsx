"use client";

import { FolderPlus } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";

type Mine = { account: string; parentId: string | null };

const Trigger = lazyOverlay<Mine>(() => import("./create-folder-dialog"), "dialog");

export function CreateFolderButton(mine: Mine) {
  return (
    <Trigger icon={<FolderPlus aria-hidden />} overlay={mine} shortcut={{ keys: "n", label: "Make a folder" }}>
      New folder
    </Trigger>
  );
}
