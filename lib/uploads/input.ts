import * as z from "zod/mini";
import { closed } from "@/lib/input";
import { clash } from "@/lib/media/input/change";
import { fileId, folderOrRoot } from "@/lib/media/input/items";

/** What a client says before it sends bytes. The name may be any: the nearest that can be kept is taken. */
export const beginUploadInput = closed({
  name: z
    .string("The name is a text.")
    .check(z.minLength(1, "A name is needed."), z.maxLength(2000, "The name is too long.")),
  /** Bytes. */
  size: z.int("The size in bytes is expected.").check(z.gte(0, "The size is at least 0.")),
  folderId: z._default(folderOrRoot, null),
  /** The file that gets a new version; then `folderId` and `clash` mean nothing. */
  fileId: z.optional(fileId),
  clash: z._default(clash, "keep"),
});
export type BeginUpload = z.output<typeof beginUploadInput>;

/** What a small file brings along when it is sent in one piece. */
export const uploadOptions = closed({
  name: z
    .string("The name is a text.")
    .check(z.minLength(1, "A name is needed."), z.maxLength(2000, "The name is too long.")),
  folderId: z._default(folderOrRoot, null),
  clash: z._default(clash, "keep"),
});
export type UploadOptions = z.output<typeof uploadOptions>;
