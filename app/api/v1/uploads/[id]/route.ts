import { uploadPath } from "@/lib/api/uploads";
import type { KeyActor } from "@/lib/actor";
import { defineRoute } from "@/lib/http/define-route";
import { takeTus } from "@/lib/http/tus";
import { requireUpload } from "@/lib/uploads/commands/begin-upload";

const upload = {
  operations: ["media.upload", "media.newVersion"],
  noun: "upload",
  params: uploadPath,
  answersItself: true,
} as const;

async function take(actor: KeyActor, { params: { id } }: { params: { id: string } }, request: Request) {
  await requireUpload(actor, id);
  return takeTus(request, actor, { base: "/api/v1/uploads", id });
}

export const HEAD = defineRoute(
  {
    summary: "Ask how far an upload has come",
    description: "Upload-Offset is the number of the next byte.",
    ...upload,
    status: 200,
  },
  take,
);

export const PATCH = defineRoute(
  {
    summary: "Send the next bytes of an upload",
    description: "As application/offset+octet-stream, from Upload-Offset on.",
    ...upload,
    status: 204,
  },
  take,
);

export const DELETE = defineRoute(
  { summary: "Cancel an upload", description: "Of one that has ended the file stays.", ...upload, status: 204 },
  take,
);
