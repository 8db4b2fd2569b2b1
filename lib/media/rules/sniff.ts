import type { FileType } from "@/lib/media/rules/file-types";

type Kind = { mime: string; type: FileType };

/** How many bytes of a file are looked at. */
export const HEAD_BYTES = 4096;

type Signature = { at?: number; bytes: string | number[]; and?: { at: number; bytes: string } } & Kind;

const image = (mime: string): Kind => ({ mime, type: "image" });
const video = (mime: string): Kind => ({ mime, type: "video" });
const audio = (mime: string): Kind => ({ mime, type: "audio" });
const archive = (mime: string): Kind => ({ mime, type: "archive" });

const SIGNATURES: readonly Signature[] = [
  { bytes: [0xff, 0xd8, 0xff], ...image("image/jpeg") },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], ...image("image/png") },
  { bytes: "GIF8", ...image("image/gif") },
  { bytes: "RIFF", and: { at: 8, bytes: "WEBP" }, ...image("image/webp") },
  { bytes: "II*\0", ...image("image/tiff") },
  { bytes: "MM\0*", ...image("image/tiff") },
  { bytes: "BM", ...image("image/bmp") },
  { bytes: [0, 0, 1, 0], ...image("image/x-icon") },
  { bytes: "8BPS", ...image("image/vnd.adobe.photoshop") },
  { at: 4, bytes: "ftypavif", ...image("image/avif") },
  { at: 4, bytes: "ftypavis", ...image("image/avif") },
  { at: 4, bytes: "ftyphei", ...image("image/heic") },
  { at: 4, bytes: "ftypmif1", ...image("image/heif") },
  { bytes: [0xff, 0x0a], ...image("image/jxl") },
  { at: 4, bytes: "ftypqt", ...video("video/quicktime") },
  { at: 4, bytes: "ftypM4A", ...audio("audio/mp4") },
  { at: 4, bytes: "ftyp", ...video("video/mp4") },
  { bytes: [0x1a, 0x45, 0xdf, 0xa3], ...video("video/webm") },
  { bytes: "RIFF", and: { at: 8, bytes: "AVI " }, ...video("video/x-msvideo") },
  { bytes: "RIFF", and: { at: 8, bytes: "WAVE" }, ...audio("audio/wav") },
  { bytes: "ID3", ...audio("audio/mpeg") },
  { bytes: [0xff, 0xfb], ...audio("audio/mpeg") },
  { bytes: "OggS", ...audio("audio/ogg") },
  { bytes: "fLaC", ...audio("audio/flac") },
  { bytes: "%PDF-", mime: "application/pdf", type: "document" },
  { bytes: "{\\rtf", mime: "application/rtf", type: "document" },
  { bytes: "PK\x03\x04", ...archive("application/zip") },
  { bytes: "PK\x05\x06", ...archive("application/zip") },
  { bytes: [0x1f, 0x8b], ...archive("application/gzip") },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], ...archive("application/x-7z-compressed") },
  { bytes: "Rar!", ...archive("application/vnd.rar") },
  { at: 257, bytes: "ustar", ...archive("application/x-tar") },
];

/** Documents that are zip archives inside: of these the ending tells which. */
const ZIPPED: Record<string, string> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
};

/** Plain texts: of these as well. All of them are only ever sent as attachments. */
const TEXTS: Record<string, string> = { csv: "text/csv", json: "application/json", md: "text/markdown" };

/** What a file is, by its first bytes. Its name is believed only between things that are equally harmless. */
export function kindOf(head: Uint8Array, name: string): Kind {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");
  const found = SIGNATURES.find(
    ({ at = 0, bytes, and }) => begins(text, at, bytes) && (!and || begins(text, and.at, and.bytes)),
  );
  const zipped = ZIPPED[ending];
  if (found?.mime === "application/zip" && zipped) return { mime: zipped, type: "document" };
  if (found) return { mime: found.mime, type: found.type };
  if (!isText(head)) return { mime: "application/octet-stream", type: "other" };
  const readable = text.replace(/^\u00ef\u00bb\u00bf/, "").trimStart();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i.test(readable))
    return { mime: "image/svg+xml", type: "vector" };
  if (/^<(!doctype html|html|head|body|script)/i.test(readable)) return { mime: "text/html", type: "document" };
  return { mime: TEXTS[ending] ?? "text/plain", type: "document" };
}

const begins = (text: string, at: number, bytes: string | number[]) =>
  text.startsWith(typeof bytes === "string" ? bytes : String.fromCharCode(...bytes), at);

/** UTF-8 without control characters; what was cut off in the middle of a character still counts. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
