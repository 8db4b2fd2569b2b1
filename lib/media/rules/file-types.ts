export const FILE_TYPES = {
  image: { label: "Image" },
  vector: { label: "Vector image" },
  video: { label: "Video" },
  audio: { label: "Audio" },
  document: { label: "Document" },
  archive: { label: "Archive" },
  other: { label: "Other" },
} as const;

export type FileType = keyof typeof FILE_TYPES;

export const isFileType = (text: string): text is FileType => Object.hasOwn(FILE_TYPES, text);

export const isPicture = (mime: string): boolean => PICTURES.has(mime);

/** Whether small pictures of it can be made: of a PDF, of its first page. */
export const canBePictured = (mime: string): boolean => PICTURED.has(mime);

/** Raise it when small pictures can be made of more: what has none is then examined again, on every server. */
export const EXAMINER = 1;

const PICTURES: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "image/tiff",
  "image/avif",
  "image/heic",
  "image/heif",
  "image/svg+xml",
]);

export const PICTURED: ReadonlySet<string> = new Set([...PICTURES, "application/pdf"]);

/** Whether browsers play it by themselves. */
export const isPlayedVideo = (mime: string): boolean => /^video\/(mp4|webm|quicktime)$/.test(mime);
export const isPlayedAudio = (mime: string): boolean => /^audio\/(mpeg|mp4|ogg|wav|flac)$/.test(mime);
