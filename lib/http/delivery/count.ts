import type { IncomingMessage, ServerResponse } from "node:http";
import { countDelivery } from "@/lib/analytics/commands/count-delivery";
import { deviceKind } from "@/lib/analytics/rules/device";
import type { Entry } from "@/lib/delivery/cache/disk-cache";
import { isProof, PROOF_HEADER } from "@/lib/delivery/rules/proof";
import { referrerHost } from "@/lib/delivery/rules/referrer";
import { env } from "@/lib/env";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";

/** What was answered. `bytes`: without headers. */
export type Sent = { bytes: number; entry: Entry | null; isHit: boolean };

/** Headers in which proxies in front tell the country. Without a proxy they are the client's own claim. */
const COUNTRIES = ["cf-ipcountry", "cloudfront-viewer-country", "x-country-code"];

/** Notes a request and what it was answered with, for the figures. What proves a purge is no visit. */
export function count(
  { headers, url }: IncomingMessage,
  response: ServerResponse,
  source: DeliveredSource,
  { path, bytes, entry, isHit }: Sent & { path: string },
): void {
  if (headers[PROOF_HEADER] && isProof(url, headers[PROOF_HEADER])) return;
  const told = env().APERTURE_PROXIES > 0 ? COUNTRIES.map((name) => headers[name]).find(Boolean) : undefined;
  const country = /^[A-Z]{2}$/.exec(String(told ?? "").toUpperCase())?.[0] ?? null;
  countDelivery({
    accountId: source.accountId,
    sourceId: source.id,
    path,
    at: new Date(),
    status: response.statusCode,
    bytes,
    originalBytes: entry?.originalSize ?? null,
    format: entry ? (entry.mime.split("/")[1] ?? null) : null,
    cacheHit: isHit,
    country,
    device: deviceKind(headers["user-agent"] ?? ""),
    referrer: referrerHost(headers.referer),
  });
}
