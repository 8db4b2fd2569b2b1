import { fileShape, toFile, versionPath } from "@/lib/api/files";
import { defineRoute } from "@/lib/http/define-route";
import { restoreVersion } from "@/lib/media/commands/versions";
import { findPlacedFile } from "@/lib/media/queries/placed-files";

export const POST = defineRoute(
  {
    summary: "Restore a version of a file",
    description: "Its content becomes a new version, so that nothing in between is lost.",
    operations: ["media.restoreVersion"],
    noun: "file",
    params: versionPath,
    status: 200,
    answer: fileShape,
  },
  async (actor, { params: { id: fileId, version_id: versionId } }) => {
    await restoreVersion(actor, { fileId, versionId });
    return toFile(await findPlacedFile(actor, fileId));
  },
);
