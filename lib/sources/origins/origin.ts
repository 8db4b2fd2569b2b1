import type { Report } from "@/lib/sources/rules/fault";

/** An image as its origin keeps it. */
export type Original = {
  bytes: ReadableStream<Uint8Array>;
  /** Bytes; null where the origin does not say. */
  size: number | null;
  /** By its content, not by its name. */
  mime: string;
  /** The same as long as the bytes are, and never for others. */
  identity: string;
  lastModified: Date | null;
  /** Seconds that the origin allows caches to keep it; null where it says nothing. */
  maxAge: number | null;
  /** Of the library; elsewhere null and empty. */
  fileId: string | null;
  /** Every folder above the file. */
  folderIds: string[];
  tags: string[];
  /** Needs a signed address or a session even where the source does not. */
  isPrivate: boolean;
};

/** Where originals are: what the fields of the type hold, secrets included. */
export type Place = { accountId: string; values: Record<string, string> };

/** `path` is decoded, plain, without a slash in front and with the base path put before it. */
export type Ask = { path: string; signal: AbortSignal; report?: Report };

/** One thing that a type asks for. */
export type OriginField = {
  name: string;
  label: string;
  hint: string;
  /** Shown in the empty field. */
  example: string;
  /** Write-only: sealed when it comes in and never shown again. */
  isSecret?: true;
  isOptional?: true;
  /** Says where the credentials go: those that are kept are for this value alone. */
  isPlace?: true;
  /** What is wrong with a value, in a sentence. */
  problemOf?: (value: string) => string | null;
};

/** A type of source: to add one, write a file with this and name it in `registry.ts` and in `SOURCE_TYPES`. */
export type OriginType = {
  label: string;
  /** What it is for, in a sentence. */
  does: string;
  fields: readonly OriginField[];
  /** Whether unsigned addresses can be allowed at all. */
  mustBeSigned?: true;
  /** Whether a path is an address of its own; elsewhere it is a plain path. */
  takesAddresses?: true;
  /** @throws notFound and OriginFault */
  open: (place: Place, ask: Ask) => Promise<Original>;
  /** Goes the whole way without a path: as far as the origin lets it. @throws OriginFault */
  test: (place: Place, ask: Omit<Ask, "path"> & { basePath: string }) => Promise<void>;
};
