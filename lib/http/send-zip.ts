import { downloadZip } from "client-zip";
import { disposition } from "@/lib/http/disposition";
import type { ZipEntry } from "@/lib/media/queries/zip-contents";

/** A zip that is made while it is sent. */
export const sendZip = (entries: AsyncIterable<ZipEntry>): Response =>
  new Response(downloadZip(entries).body, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": disposition("attachment", "media.zip"),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
