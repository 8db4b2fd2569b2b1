import * as z from "zod/mini";
import { closed } from "@/lib/input";
import { fileId, folderOrRoot } from "@/lib/media/input/items";

export const destinationInput = closed({ folderId: folderOrRoot });

export const fileRequest = closed({
  file: fileId,
  form: z._default(
    z.enum(["download", "thumbnail", "preview"], "One of these is expected: download, thumbnail, preview."),
    "download",
  ),
});
