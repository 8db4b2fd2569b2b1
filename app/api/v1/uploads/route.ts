import { defineRoute } from "@/lib/http/define-route";
import { takeTus, tusOptions } from "@/lib/http/tus";

export const POST = defineRoute(
  {
    summary: "Begin a resumable upload",
    description:
      "tus 1.0 with creation, creation-with-upload, termination, checksum and expiration. Upload-Metadata names filename, folder_id, file_id (for a new version), clash, and key: an upload begun twice under one key is one upload. " +
      "Location is where the bytes go; once all have come, X-File-Id names the file.",
    operations: ["media.upload", "media.newVersion"],
    status: 201,
    answersItself: true,
  },
  async (actor, _input, request) => takeTus(request, actor, { base: "/api/v1/uploads", id: null }),
);

/** What this server can do, for clients that ask beforehand; it asks for no key. */
export const OPTIONS = tusOptions;
