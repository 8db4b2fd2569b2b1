import { filePath, fileShape, tagsBody, toFile } from "@/lib/api/files";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { setTags } from "@/lib/media/commands/tags";
import { findPlacedFile } from "@/lib/media/queries/placed-files";

export const PUT = defineRoute(
  {
    summary: "Set the tags of a file",
    description: "It has exactly these afterwards.",
    operations: ["media.tag"],
    noun: "file",
    params: filePath,
    body: tagsBody,
    status: 200,
    answer: fileShape,
  },
  async (actor, { params: { id: fileId }, body: { tags } }) => {
    settle((await setTags(actor, { fileIds: [fileId], tags })).outcomes, "media.tag");
    return toFile(await findPlacedFile(actor, fileId));
  },
);
