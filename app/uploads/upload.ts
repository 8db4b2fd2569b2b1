import type { Clash } from "@/lib/media/input/change";

/**
 * `clash`: something of its name is there, and the person decides. `missing`: begun before the page was loaded anew, and
 * the browser could not keep the file: it goes on once it is dropped again. `unread`: the browser could not read it.
 */
export type UploadState = "waiting" | "sending" | "paused" | "clash" | "failed" | "missing" | "unread" | "done";

/** A file on its way, as the tray shows it. */
export type Upload = {
  id: string;
  name: string;
  /** The folders in which it was dropped, below the place of the upload. */
  path: string;
  /** Bytes. */
  size: number;
  /** Bytes that have arrived. */
  sent: number;
  state: UploadState;
  /** Why it does not go on, in words. */
  problem: string | null;
};

/** What was dropped and could not be read, with the folders in which it was. */
export type Unread = Pick<Upload, "name" | "path">;

/** A file that was chosen, and where it goes. */
export type Chosen = { file: File; path: string; folderId: string | null };

/** What the browser keeps of an upload that is not finished, so that it can go on after the page was loaded anew. */
export type Kept = Pick<Upload, "id" | "name" | "path" | "size"> & {
  /** The account and person whose it is. */
  owner: string;
  lastModified: number;
  folderId: string | null;
  /** The bytes themselves, where the browser has room for them. */
  file: File | null;
  /** Milliseconds since 1970. */
  addedAt: number;
};

/** The part of it that changes on the way; apart, because keeping a file again copies it again. */
export type KeptState = {
  id: string;
  /** The open page that works on it. */
  page: string;
  clash: Clash;
  /** Where the server takes its bytes; null until it was begun. */
  url: string | null;
};

export const isOver = ({ state }: Upload): boolean => state === "done";

/** On its way, or about to be without anyone doing anything. */
export const isMoving = ({ state }: Upload): boolean => state === "sending" || state === "waiting";
