import type { Clash } from "@/lib/media/input/change";
import { LARGEST_UPLOAD } from "@/lib/media/rules/limits";
import type { Chosen, Kept, KeptState, Unread, Upload } from "./upload";

const TOO_LARGE = "A file has at most 5 GB.";
const UNREADABLE = "The browser could not read it. It may have been moved, or be closed to you on this computer.";
const DROP_AGAIN = "The browser could not keep this file. Drop it here again to go on.";

/** An upload with what sending it needs. */
export type Item = Upload & {
  folderId: string | null;
  lastModified: number;
  file: File | null;
  clash: Clash;
  url: string | null;
  /** That nothing answered, so that it goes on by itself once the network is back. */
  isLost: boolean;
};

export function itemOf({ file, path, folderId }: Chosen, clash: Clash): Item {
  const tooLarge = file.size > LARGEST_UPLOAD;
  return {
    id: newItemId(),
    name: file.name,
    path,
    size: file.size,
    sent: 0,
    state: tooLarge ? "failed" : "waiting",
    problem: tooLarge ? TOO_LARGE : null,
    folderId,
    lastModified: file.lastModified,
    file,
    clash,
    url: null,
    isLost: false,
  };
}

const newItemId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** Stands among the others, so that it is told by its name. */
export const unreadItemOf = ({ name, path }: Unread): Item => ({
  id: newItemId(),
  name,
  path,
  size: 0,
  sent: 0,
  state: "unread",
  problem: UNREADABLE,
  folderId: null,
  lastModified: 0,
  file: null,
  clash: "skip",
  url: null,
  isLost: false,
});

/** What an earlier page left unfinished. */
export function itemFrom(kept: Kept & KeptState): Item {
  const { id, name, path, size, lastModified, folderId, file, clash, url } = kept;
  return {
    id,
    name,
    path,
    size,
    lastModified,
    folderId,
    file,
    clash,
    url,
    sent: 0,
    state: file ? "waiting" : "missing",
    problem: file ? null : DROP_AGAIN,
    isLost: false,
  };
}

export const keptOf = ({ id, name, path, size, lastModified, folderId, file }: Item, owner: string): Kept => ({
  id,
  name,
  path,
  size,
  lastModified,
  folderId,
  file,
  owner,
  addedAt: Date.now(),
});

/** Whether this is the file whose upload broke off, as far as a browser tells. */
export const isOf = ({ state, name, size, lastModified }: Item, file: File): boolean =>
  state === "missing" && name === file.name && size === file.size && lastModified === file.lastModified;

export const shownOf = ({ id, name, path, size, sent, state, problem }: Item): Upload => ({
  id,
  name,
  path,
  size,
  sent,
  state,
  problem,
});
