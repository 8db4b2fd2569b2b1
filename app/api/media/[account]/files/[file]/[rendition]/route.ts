import { notFound } from "@/lib/errors";
import { forMember } from "@/lib/http/for-member";
import { parseInput } from "@/lib/http/parse";
import { sendContent } from "@/lib/http/send-content";
import { contentInput } from "@/lib/media/input/items";
import { readContent } from "@/lib/media/queries/read-content";

const RENDITIONS = {
  thumbnail: { rendition: "thumbnail", use: "view" },
  preview: { rendition: "preview", use: "view" },
  content: { rendition: "original", use: "view" },
  download: { rendition: "original", use: "download" },
} as const;

type Params = { file: string; rendition: string };

/** The bytes of a file; `?version=` names one that is not the current one. */
export const GET = forMember<Params>(async (actor, request, { file, rendition }) => {
  if (!Object.hasOwn(RENDITIONS, rendition)) throw notFound("picture");
  const asked = RENDITIONS[rendition as keyof typeof RENDITIONS];
  const version = new URL(request.url).searchParams.get("version");
  const { fileId, versionId } = parseInput(contentInput, { fileId: file, ...(version && { versionId: version }) });
  const goesOn = /^bytes=[1-9]/.test(request.headers.get("range") ?? "") || request.headers.has("if-none-match");
  const content = await readContent(actor, fileId, { ...asked, versionId, goesOn });
  return sendContent(request, content, { asDownload: asked.use === "download" });
});
