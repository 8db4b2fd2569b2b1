/** Of the bytes of one request, in base 64. */
export type Checksum = { algorithm: "sha1" | "sha256"; digest: string };

/** The resumable upload protocol, https://tus.io/protocols/resumable-upload: what its headers say. */
export const TUS_VERSION = "1.0.0";
export const TUS_EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration";
export const CHECKSUM_ALGORITHMS = ["sha1", "sha256"] as const;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** `Upload-Metadata`: names with values in base 64. Null where it is not written like that. */
export function parseMetadata(header: string): Record<string, string> | null {
  const metadata: Record<string, string> = {};
  for (const pair of header.split(",")) {
    const [name, value = "", ...more] = pair.trim().split(" ");
    if (!name || more.length > 0 || !BASE64.test(value)) return null;
    metadata[name] = Buffer.from(value, "base64").toString();
  }
  return metadata;
}

/** `Upload-Checksum`: null where it is no checksum, or of a kind that is not offered. */
export function parseChecksum(header: string): Checksum | null {
  const [algorithm, digest, ...more] = header.split(" ");
  const offered = CHECKSUM_ALGORITHMS.find((one) => one === algorithm);
  return offered && digest && more.length === 0 && BASE64.test(digest) ? { algorithm: offered, digest } : null;
}

/** A header that is a count of bytes. */
export function parseBytes(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

/** Ids are made here alone; anything else names no upload and no file. */
export const isUploadId = (id: string): boolean => /^upl_[0-9a-z]{22,40}$/.test(id);
