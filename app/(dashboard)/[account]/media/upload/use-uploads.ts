"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { sendFile } from "./send-file";

/** A file on its way. `share` goes from 0 to 1; `problem` says why it did not arrive. */
export type Upload = { id: string; name: string; share: number; done: boolean; problem: string | null };

/** Sends files one after another into a folder, and draws the page anew when all have come. */
export function useUploads(account: string) {
  const router = useRouter();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const change = (id: string, to: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...to } : upload)));

  const send = async (folderId: string | null, files: readonly File[]) => {
    const queue = files.map((file) => ({ id: crypto.randomUUID(), file }));
    const waiting = queue.map(({ id, file }) => ({ id, name: file.name, share: 0, done: false, problem: null }));
    setUploads((all) => [...all, ...waiting]);
    for (const { id, file } of queue) {
      try {
        await sendFile(account, folderId, file, (share) => change(id, { share }));
        change(id, { share: 1, done: true });
      } catch (error) {
        change(id, { problem: error instanceof Error ? error.message : "It did not arrive." });
      }
    }
    router.refresh();
  };
  return { uploads, send, clear: () => setUploads([]) };
}
