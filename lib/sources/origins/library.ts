import "server-only";
import { notFound } from "@/lib/errors";
import { findFileAt } from "@/lib/media/queries/find-file-at";
import type { OriginType } from "@/lib/sources/origins/origin";
import { storage } from "@/lib/storage/open";
import { keyOf, NotStored } from "@/lib/storage/storage";

export const library: OriginType = {
  label: "Media library",
  does: "Delivers the files of this account's library by their folders and names.",
  fields: [],

  async open({ accountId }, { path }) {
    const file = await findFileAt(accountId, path.split("/"));
    if (!file) throw notFound("image");
    const bytes = await storage()
      .read(keyOf(file.sha256))
      .catch((error: unknown) => {
        throw error instanceof NotStored ? notFound("image") : error;
      });
    return {
      bytes,
      size: file.size,
      mime: file.mime,
      identity: file.sha256,
      lastModified: file.updatedAt,
      maxAge: null,
      fileId: file.id,
      folderIds: file.folderIds,
      tags: file.tags,
      isPrivate: file.isPrivate,
    };
  },

  async test(_place, { report }) {
    report?.("connection", "The library is here.");
  },
};
