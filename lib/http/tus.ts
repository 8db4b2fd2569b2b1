import { AppError, ERROR_CODES } from "@/lib/errors";
import { toRefusal } from "@/lib/http/refusal";
import { parseInput } from "@/lib/http/parse";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { LARGEST_UPLOAD } from "@/lib/media/rules/limits";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { cancelUpload, type Progress, receiveBytes, uploadProgress } from "@/lib/uploads/commands/receive-upload";
import { beginUploadInput } from "@/lib/uploads/input";
import { ChecksumMismatch } from "@/lib/uploads/part-file";
import {
  CHECKSUM_ALGORITHMS,
  parseBytes,
  parseChecksum,
  parseMetadata,
  TUS_EXTENSIONS,
  TUS_VERSION,
} from "@/lib/uploads/rules/tus";

/** `base`: the address under which uploads stand; `id`: the one that is asked about, or null for the place of new ones. */
type Door = { base: string; id: string | null };

const STATUS_MISMATCH = 460;

/** The same for a door of people, whose refusals are a sentence. */
export async function answerTus(request: Request, actor: MediaActor, door: Door): Promise<Response> {
  try {
    return await takeTus(request, actor, door);
  } catch (error) {
    const refused = toRefusal(error, actor.origin.requestId);
    return refused ? tell(ERROR_CODES[refused.code].status, {}, refused.message) : tell(500, {}, "Something failed.");
  }
}

/**
 * Resumable uploads as tus 1.0 has them, for any door that knows who asks. The name, the place and what to do on a clash
 * come as metadata: `filename`, `folder_id`, `file_id`, `clash`, and a `key` of the client's that makes beginning twice one
 * upload. Once all is there, `X-File-Id` names the file.
 * @throws AppError where tus has no answer of its own
 */
export async function takeTus(request: Request, actor: MediaActor, { base, id }: Door): Promise<Response> {
  if (request.headers.get("tus-resumable") !== TUS_VERSION)
    return tell(412, { "Tus-Version": TUS_VERSION }, `Send Tus-Resumable: ${TUS_VERSION}.`);
  try {
    if (request.method === "POST" && id === null) return await create(request, actor, base);
    if (id === null) return tell(405, { Allow: "POST, OPTIONS" });
    switch (request.method) {
      case "HEAD":
        return tell(200, headersOf(await uploadProgress(actor, id)));
      case "PATCH":
        return tell(204, headersOf(await receive(request, actor, id)));
      case "DELETE":
        await cancelUpload(actor, id);
        return tell(204);
      default:
        return tell(405, { Allow: "HEAD, PATCH, DELETE, OPTIONS" });
    }
  } catch (error) {
    if (error instanceof ChecksumMismatch) return tell(STATUS_MISMATCH, {}, "The bytes do not fit their checksum.");
    throw error;
  }
}

/** What this server can do, for clients that ask beforehand. */
export const tusOptions = () =>
  tell(204, {
    "Tus-Version": TUS_VERSION,
    "Tus-Extension": TUS_EXTENSIONS,
    "Tus-Max-Size": String(LARGEST_UPLOAD),
    "Tus-Checksum-Algorithm": CHECKSUM_ALGORITHMS.join(","),
  });

async function create(request: Request, actor: MediaActor, base: string): Promise<Response> {
  const { filename, folder_id: folderId, file_id: fileId, clash, key, ...more } = metadataOf(request);
  const [unknown] = Object.keys(more).filter((name) => !["filetype", "type", "name", "relativePath"].includes(name));
  if (unknown) throw new AppError("invalid", `There is no metadata ${unknown}.`);
  const input = parseInput(beginUploadInput, {
    name: filename ?? more.name,
    size: bytes(request, "upload-length"),
    ...(folderId && { folderId }),
    ...(fileId && { fileId }),
    ...(clash && { clash }),
    ...(key && { key }),
  });
  const { id, expiresAt } = await beginUpload(actor, input);
  const location = { Location: `${base}/${id}`, "Upload-Expires": expiresAt.toUTCString() };
  const sendsBytes = request.headers.get("content-type") === "application/offset+octet-stream";
  if (!sendsBytes && input.size > 0) return tell(201, location);
  const progress = await receiveBytes(actor, id, { offset: 0, body: bodyOf(request), checksum: checksumOf(request) });
  return tell(201, { ...location, ...headersOf(progress) });
}

function receive(request: Request, actor: MediaActor, id: string): Promise<Progress> {
  if (request.headers.get("content-type") !== "application/offset+octet-stream")
    throw new AppError("unsupported_type", "Send bytes as application/offset+octet-stream.");
  const offset = bytes(request, "upload-offset");
  return receiveBytes(actor, id, { offset, body: bodyOf(request), checksum: checksumOf(request) });
}

const bodyOf = (request: Request) => (request.body ?? new Blob().stream()) as unknown as AsyncIterable<Uint8Array>;

function metadataOf(request: Request): Record<string, string> {
  const header = request.headers.get("upload-metadata");
  const metadata = header ? parseMetadata(header) : {};
  if (!metadata) throw new AppError("malformed", "Upload-Metadata is not written as tus says.");
  return metadata;
}

function bytes(request: Request, header: string): number {
  const count = parseBytes(request.headers.get(header));
  if (count === null) throw new AppError("malformed", `${header} is a number of bytes.`);
  return count;
}

function checksumOf(request: Request) {
  const header = request.headers.get("upload-checksum");
  const checksum = header === null ? null : parseChecksum(header);
  if (header !== null && !checksum)
    throw new AppError(
      "malformed",
      `Upload-Checksum is one of ${CHECKSUM_ALGORITHMS.join(", ")} and its digest in base 64.`,
    );
  return checksum;
}

const headersOf = ({ offset, size, expiresAt, fileId }: Progress): Record<string, string> => ({
  "Upload-Offset": String(offset),
  "Upload-Length": String(size),
  ...(fileId === null ? { "Upload-Expires": expiresAt.toUTCString() } : { "X-File-Id": fileId }),
});

const tell = (status: number, headers: Record<string, string> = {}, sentence?: string) =>
  new Response(sentence === undefined ? null : `${sentence}\n`, {
    status,
    headers: {
      "Tus-Resumable": TUS_VERSION,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
      ...headers,
    },
  });
