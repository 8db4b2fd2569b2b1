import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import type { Origin } from "@/lib/actor";

type Headers = { get(name: string): string | null };

/**
 * Where a request came from. The server in front of the pages sets both headers itself, from the socket or from as many
 * trusted proxies as are configured; what a client sends under these names never gets here.
 */
export const originFrom = (all: Headers): Origin => ({
  ip: all.get("x-aperture-ip"),
  userAgent: all.get("user-agent"),
  requestId: all.get("x-request-id") ?? randomUUID(),
});

export const requestOrigin = async (): Promise<Origin> => originFrom(await headers());
