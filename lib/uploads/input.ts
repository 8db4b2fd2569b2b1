import * as z from "zod/mini";
import { closed } from "@/lib/input";
import { clash } from "@/lib/media/input/change";
import { fileId, folderOrRoot } from "@/lib/media/input/items";

const givenName = z
  .string("The name is a text.")
  .check(z.minLength(1, "A name is needed."), z.maxLength(2000, "The name is too long."));

/** What a client says before it sends bytes. The name may be any: the nearest that can be kept is taken. */
export const beginUploadInput = closed({
  name: givenName,
  /** Bytes. */
  size: z.int("The size in bytes is expected.").check(z.gte(0, "The size is at least 0.")),
  folderId: z._default(folderOrRoot, null),
  /** The file that gets a new version; then `folderId` and `clash` mean nothing. */
  fileId: z.optional(fileId),
  clash: z._default(clash, "keep"),
  /** What the client calls it: begun again under the same key, it is the same upload. */
  key: z.optional(
    z.string("The key is a text.").check(z.minLength(1, "The key is empty."), z.maxLength(200, "The key is too long.")),
  ),
});
export type BeginUpload = z.output<typeof beginUploadInput>;

/** What a small file brings along when it is sent in one piece. */
const uploadOptions = closed({
  name: givenName,
  folderId: z._default(folderOrRoot, null),
  clash: z._default(clash, "keep"),
});
export type UploadOptions = z.output<typeof uploadOptions>;

/** The folders of a dropped tree, each as the names from the top down. */
export const uploadFoldersInput = closed({
  parentId: folderOrRoot,
  paths: z
    .array(z.array(givenName).check(z.minLength(1), z.maxLength(50, "Folders lie at most 50 deep.")))
    .check(
      z.minLength(1, "At least one path is expected."),
      z.maxLength(5000, "At most 5000 folders fit into one drop."),
    ),
});
export type UploadFolders = z.output<typeof uploadFoldersInput>;
