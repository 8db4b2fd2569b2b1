"use client";

import { Upload as UploadIcon } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { UploadTray } from "./upload-tray";
import { useUploads } from "./use-uploads";

/** Takes files by its button, and wherever on the page they are dropped. */
export function UploadArea({ account, folderId }: { account: string; folderId: string | null }) {
  const input = useRef<HTMLInputElement>(null);
  const { uploads, send, clear } = useUploads(account);
  const dropping = useDrop((files) => void send(folderId, files));
  const choose = () => input.current?.click();
  useShortcut({ keys: "u", label: "Upload files", run: choose });
  return (
    <>
      <Button look="primary" icon={<UploadIcon aria-hidden />} keys="u" onClick={choose}>
        Upload
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={({ target }) => {
          void send(folderId, [...(target.files ?? [])]);
          target.value = "";
        }}
      />
      {dropping && (
        <div className="pointer-events-none fixed inset-4 z-50 grid place-items-center rounded-dialog border-2 border-dashed border-petrol bg-petrol-wash/80 text-20">
          Drop the files to upload them here
        </div>
      )}
      {uploads.length > 0 && <UploadTray uploads={uploads} onClose={clear} />}
    </>
  );
}

/** Whether files are being dragged over the page. */
function useDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    addEventListener("dragover", drag, { signal });
    addEventListener("dragleave", (event) => event.relatedTarget === null && setOver(false), { signal });
    addEventListener(
      "drop",
      (event) => {
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        take(files);
      },
      { signal },
    );
    return () => end.abort();
  }, []);
  return over;
}
