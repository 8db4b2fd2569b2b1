"use client";

import { FolderUp, Upload as UploadIcon } from "lucide-react";
import { useRef } from "react";
import { type Dropped, readChosen } from "@/app/uploads/dropped-files";
import { useDrop } from "@/app/uploads/use-drop";
import { toast } from "@/components/overlay/toast";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button, IconButton } from "@/components/ui/button";
import { chosenFrom } from "./chosen-from";
import { openQueue, tellNotLoaded, type Uploader } from "./open-queue";

/** Takes files by its buttons, by pasting, and wherever on the page files and folders are dropped. */
export function UploadArea({ folderId, ...uploader }: Uploader & { folderId: string | null }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = async (dropped: Dropped) => {
    const queue = await openQueue(uploader).catch(tellNotLoaded);
    if (!queue) return;
    const { chosen, unread, problem } = await chosenFrom(uploader.account, folderId, dropped);
    if (problem) return toast({ tone: "crimson", message: problem });
    queue.add(chosen, unread);
  };
  const dropping = useDrop(take);
  const choose = () => files.current?.click();
  useShortcut({ keys: "u", label: "Upload files", run: choose });
  return (
    <>
      <Button look="primary" icon={<UploadIcon aria-hidden />} keys="u" onClick={choose}>
        Upload
      </Button>
      <IconButton
        label="Upload a folder"
        look="secondary"
        icon={<FolderUp aria-hidden />}
        onClick={() => folder.current?.click()}
      />
      <FileInput ref={files} label="Files to upload" onFiles={take} />
      <FileInput ref={folder} label="Folder to upload" onFiles={take} webkitdirectory="" />
      {dropping && (
        <div className="pointer-events-none fixed inset-4 z-50 grid place-items-center rounded-dialog border-2 border-dashed border-petrol bg-petrol-wash/90 text-20">
          Drop files and folders to upload them here
        </div>
      )}
    </>
  );
}

type FileInputProps = {
  ref: React.Ref<HTMLInputElement>;
  label: string;
  onFiles: (dropped: Dropped) => void;
  webkitdirectory?: string;
};

function FileInput({ label, onFiles, ...input }: FileInputProps) {
  return (
    <input
      {...input}
      type="file"
      multiple
      hidden
      aria-label={label}
      onChange={({ target }) => {
        if (target.files) onFiles(readChosen(target.files));
        target.value = "";
      }}
    />
  );
}
