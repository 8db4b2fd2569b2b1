import type { IncomingMessage, ServerResponse } from "node:http";
import { admit, admitAddress, admitToPaths, type Admission } from "@/lib/http/delivery/admission";
import { count, type Sent } from "@/lib/http/delivery/count";
import { answerMethod } from "@/lib/http/delivery/method";
import { carryKeys } from "@/lib/http/delivery/keys";
import { refuse, statusOf } from "@/lib/http/delivery/refuse";
import { EntryGone, sendEntry } from "@/lib/http/delivery/send";
import type { Entry } from "@/lib/delivery/cache/disk-cache";
import { openedCache } from "@/lib/delivery/cache/open";
import { isRemembered, type Obtained } from "@/lib/delivery/queries/obtain";
import { obtainFilm } from "@/lib/delivery/queries/obtain-film";
import { obtainOriginal } from "@/lib/delivery/queries/obtain-original";
import { findRender, obtainRender } from "@/lib/delivery/queries/obtain-render";
import { type DeliveryAddress, readAddress } from "@/lib/delivery/rules/address";
import { formatFor, isRendered, isWatched, tellsAll } from "@/lib/delivery/rules/format";
import { readTransformation } from "@/lib/delivery/rules/parameters/read";
import { mayRefer, referrerHost } from "@/lib/delivery/rules/referrer";
import type { Ingredient } from "@/lib/delivery/rules/scope";
import { judgeSignature, type Signature } from "@/lib/delivery/rules/signature";
import { isPlain, type Transformation } from "@/lib/delivery/rules/transformation";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { type DeliveredSource, findDelivered } from "@/lib/sources/queries/find-delivered";

type Delivery = {
  request: IncomingMessage;
  response: ServerResponse;
  source: DeliveredSource;
  address: DeliveryAddress;
  signature: Signature;
  transformation: Transformation;
};

/**
 * Answers a request for a delivered image: at `/i/{source}/{path}` of our own host, or at any path of a source's host.
 * @returns false where the host belongs to no source; then nothing was answered
 */
export async function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  { isOurHost }: { isOurHost: boolean },
): Promise<boolean> {
  const url = request.url ?? "/";
  const [, slug = "", behindSlug = ""] = /^\/i\/([^/?]*)\/?(.*)$/s.exec(url) ?? [];
  const rest = isOurHost ? behindSlug : url.slice(1);
  let source: DeliveredSource | null = null;
  let sent: Sent;
  try {
    source = await findDelivered(isOurHost ? { slug } : { host: request.headers.host ?? "" });
    if (!source && !isOurHost) return false;
    if (answerMethod(request, response)) return true;
    sent = await answer(request, response, source, rest);
  } catch (error) {
    sent = { bytes: refuse(request, response, error), entry: null, isHit: false };
  }
  if (source) count(request, response, source, { ...sent, path: readAddress(rest)?.path ?? "" });
  return true;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  source: DeliveredSource | null,
  rest: string,
): Promise<Sent> {
  const address = readAddress(rest);
  if (!source || !address) throw notFound("image");
  if (source.status === "disabled") throw new AppError("gone", "This source is disabled.");
  const referrer = referrerHost(request.headers.referer);
  if (!mayRefer(referrer, source.config.referrers) && referrer !== new URL(env().APERTURE_URL).hostname)
    throw new AppError("forbidden", "This site may not show images of this source.");
  const signature = judgeSignature(address.signed, source.signingSecret, Date.now());
  admitAddress({ request, source, signature });
  const { chain, query } = address;
  const transformation = readTransformation(query, { chain, defaults: source.config.defaults });
  return respond({ request, response, source, address, signature, transformation });
}

/** What stands in for an image that is not there or cannot be given. */
type Instead = { status: number; cacheControl: string };

/** With the image, or with the one that the source shows where there is none. */
async function respond(delivery: Delivery): Promise<Sent> {
  const { request, response, source, address } = delivery;
  try {
    return await sendPath(delivery, address.path);
  } catch (error) {
    const instead = { status: statusOf(error), cacheControl: errorCacheControl(source, error) };
    const refusal = (): Sent => {
      if (instead.cacheControl !== "no-store") carryKeys(response, source.accountId, [placeOf(delivery)]);
      const bytes = refuse(request, response, error, instead.cacheControl);
      return { bytes, entry: null, isHit: false };
    };
    const shown = imageFor(source, instead.status);
    return shown === null || response.headersSent ? refusal() : sendPath(delivery, shown, instead).catch(refusal);
  }
}

function imageFor({ config }: DeliveredSource, status: number): string | null {
  if (status === 404) return config.missingImage;
  return status === 413 || (status >= 422 && status !== 503) ? config.errorImage : null;
}

/** In the library anything may be there a moment later; and what is not for everyone may be there for others. */
function errorCacheControl({ type, config }: DeliveredSource, error: unknown): string {
  const isLasting = type !== "library" && !config.signedOnly && isRemembered(error);
  return isLasting ? `public, max-age=${config.cache.errorSeconds}` : "no-store";
}

async function sendPath(delivery: Delivery, path: string, instead?: Instead): Promise<Sent> {
  const { request, response, source, transformation } = delivery;
  const { cache } = await openedCache();
  for (let attempt = 1; ; attempt++) {
    const { entry, isHit, admission } = await find(delivery, path);
    const shown = instead ? [...entry.ingredients, placeOf(delivery)] : entry.ingredients;
    const isShared = admission === "public" && carryKeys(response, source.accountId, shown);
    const answered = {
      status: instead?.status ?? 200,
      isHit,
      isForSites: admission !== "session",
      cacheControl: instead?.cacheControl ?? cacheControl(delivery, entry, { admission, isShared }),
      varies: variesBy(delivery),
      dpr: transformation.dpr,
    };
    try {
      const bytes = await sendEntry(request, response, { cache, entry, answer: answered });
      return { bytes, entry, isHit };
    } catch (error) {
      if (!(error instanceof EntryGone) || attempt === 3) throw error;
      cache.drop(entry);
    }
  }
}

/** Where the address is, whatever it is answered with. */
const placeOf = ({ source, address: { path } }: Delivery): Ingredient => ({
  sourceId: source.id,
  path,
  fileId: null,
  folderIds: [],
  tags: [],
});

const variesBy = ({ source, transformation }: Delivery): string[] => [
  ...(transformation.format === "auto" ? ["Accept"] : []),
  ...(source.config.referrers.length > 0 ? ["Referer"] : []),
];

/** Who asks is let in before anything is made for them, and again once it is known what it is made of. */
async function find(delivery: Delivery, path: string): Promise<Obtained & { admission: Admission }> {
  const { request, source, transformation } = delivery;
  const format = formatFor(transformation, request.headers.accept ?? "");
  const admitTo = ({ ingredients, isPrivate, ...entry }: Entry) => {
    const fileIds = ingredients.flatMap(({ fileId }) => fileId ?? []);
    return admit(delivery, { fileIds, isPrivate, tellsAll: tellsAll(entry, transformation) });
  };
  const known = transformation.original ? null : await findRender(source, path, transformation, format);
  if (!known || known.isPrivate || source.config.signedOnly) await admitToPaths(delivery, [path, ...marksOf(delivery)]);
  if (known) return { entry: known, isHit: true, admission: await admitTo(known) };
  const original = await obtainOriginal(source, path);
  const admission = await admitTo(original.entry);
  if (isWatched(original.entry.mime, transformation) && !original.entry.isOpaque)
    return { ...(await obtainFilm(source, path, original.entry)), admission };
  if (!isRendered(original.entry.mime, transformation, isPlain(transformation))) return { ...original, admission };
  const render = await obtainRender(source, path, transformation, format, original.entry);
  return { ...render, admission: await admitTo(render.entry) };
}

const marksOf = ({ transformation }: Delivery) =>
  transformation.steps.flatMap(({ watermark }) => watermark?.path ?? []);

type Keeping = { admission: Admission; isShared: boolean };

function cacheControl({ signature }: Delivery, entry: Entry, { admission, isShared }: Keeping): string {
  if (admission === "session") return "private, no-store";
  const now = Date.now();
  const end = signature.verdict === "good" && signature.until !== null ? signature.until * 1000 : Infinity;
  const seconds = Math.max(0, Math.floor((Math.min(entry.freshUntil, end) - now) / 1000));
  return `${isShared ? "public" : "private"}, max-age=${seconds}`;
}
