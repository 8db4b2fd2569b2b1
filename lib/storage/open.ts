import path from "node:path";
import { env } from "@/lib/env";
import { openBucket } from "@/lib/storage/bucket";
import { openFolder } from "@/lib/storage/folder";
import type { Storage } from "@/lib/storage/storage";

const dataFolder = (name: string) => path.resolve(env().APERTURE_DATA, name);

/** Unfinished uploads; on the disk of the folder storage, so that a finished one is not copied. */
export const uploadsFolder = () => dataFolder("uploads");

let opened: Storage | undefined;

/** The storage that the settings name: a bucket, or a folder beside the database. */
export const storage = (): Storage =>
  (opened ??= env().MEDIA_STORAGE_URL ? openBucket(env().MEDIA_STORAGE_URL ?? "") : openFolder(dataFolder("media")));
