"use client";

import { useEffect, useSyncExternalStore } from "react";
import { mayHaveKept } from "@/app/uploads/kept-mark";
import type { UploadQueue } from "@/app/uploads/queue";
import { toast } from "@/components/overlay/toast";

/** Whose uploads they are: one queue lasts as long as the page is open, whatever is looked at meanwhile. */
export type Uploader = { account: string; memberId: string };

const ownerOf = ({ account, memberId }: Uploader) => `${account}/${memberId}`;

const queues = new Map<string, UploadQueue>();
const opening = new Map<string, Promise<UploadQueue>>();
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Loads what sends files, the first time; what was left unfinished goes on. */
export function openQueue(uploader: Uploader): Promise<UploadQueue> {
  const owner = ownerOf(uploader);
  const open = async () => {
    const { UploadQueue } = await import("@/app/uploads/queue");
    const queue = new UploadQueue({ endpoint: `/api/uploads/${uploader.account}`, owner });
    await queue.restore();
    queues.set(owner, queue);
    for (const listener of listeners) listener();
    return queue;
  };
  const opened = opening.get(owner) ?? open();
  opening.set(owner, opened);
  // What could not be loaded is loaded anew the next time.
  opened.catch(() => opening.delete(owner));
  return opened;
}

export const tellNotLoaded = () =>
  toast({ tone: "crimson", message: "Nothing can be uploaded: no answer came from the server. Load the page anew." });

/** The queue once there is something in it, or something was left unfinished earlier. */
export function useOpenQueue(uploader: Uploader): UploadQueue | undefined {
  const owner = ownerOf(uploader);
  useEffect(() => {
    if (mayHaveKept(owner)) openQueue({ account: uploader.account, memberId: uploader.memberId }).catch(tellNotLoaded);
  }, [owner, uploader.account, uploader.memberId]);
  return useSyncExternalStore(
    subscribe,
    () => queues.get(owner),
    () => undefined,
  );
}
