import "server-only";
import dns from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { env } from "@/lib/env";
import { mayReach, mayUsePort } from "@/lib/sources/rules/address";
import { OriginFault, type Part, type Report } from "@/lib/sources/rules/fault";

const HEAD_MS = 10_000;
const IDLE_MS = 20_000;
const REDIRECTS = 3;
/** Bytes of the largest original. */
const MOST_BYTES = 100 * 1024 ** 2;

type Address = { address: string; family: number };
export type Resolve = (host: string) => Promise<Address[]>;

type OutgoingOptions = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
  report?: Report;
  /** How many redirects are followed, each judged like the first address. */
  redirects?: number;
  /** Hosts that may be asked, beside what holds of all of them. */
  allows?: (host: string) => boolean;
  resolve?: Resolve;
};

export type Answer = { url: URL; status: number; headers: http.IncomingHttpHeaders; body: ReadableStream<Uint8Array> };

const agents = {
  "http:": new http.Agent({ keepAlive: true, maxSockets: 64, timeout: IDLE_MS }),
  "https:": new https.Agent({ keepAlive: true, maxSockets: 64, timeout: IDLE_MS }),
};

const byDns: Resolve = (host) => dns.lookup(host, { all: true, verbatim: true });

/**
 * Asks a server outside. A name is resolved once, each of its addresses is judged, and only those are connected to: no
 * address of a private network or of the machine itself is ever reached, be it by redirect or by a resolver that
 * changes its mind. Bounded in time (10 s to the head, 20 s of silence in the body, and as long as the signal allows) and size (100 MB).
 * @throws OriginFault naming the part that failed
 */
export async function askOutside(address: string, options: OutgoingOptions = {}): Promise<Answer> {
  const { redirects = REDIRECTS, report } = options;
  const url = readUrl(address);
  const answer = await send(url, await judge(url, options), options);
  const location = answer.headers.location;
  if (redirects === 0 || !location || ![301, 302, 303, 307, 308].includes(answer.status)) return answer;
  await answer.body.cancel();
  if (!URL.canParse(location, url)) throw new OriginFault("answer", `${url.host} redirects to what is no address.`);
  const next = new URL(location, url);
  report?.("answer", `${url.host} redirects to ${next.host}.`);
  // What was meant for one server is not told another.
  const headers = next.origin === url.origin ? options.headers : undefined;
  return askOutside(next.href, { ...options, headers, redirects: redirects - 1 });
}

function readUrl(address: string): URL {
  if (!URL.canParse(address)) throw new OriginFault("address", "This is no address.");
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new OriginFault("address", "Only http and https addresses are fetched.");
  if (url.username || url.password) throw new OriginFault("address", "The address holds a password.");
  return url;
}

/** The addresses of the host, all of which may be reached. */
async function judge(url: URL, { resolve = byDns, allows, report, signal }: OutgoingOptions): Promise<Address[]> {
  if (signal?.aborted) throw new OriginFault("answer", `${url.host} took too long.`);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (allows && !allows(host)) throw new OriginFault("address", `${host} is not among the hosts of this source.`);
  const literal = isIP(host);
  const addresses = literal ? [{ address: host, family: literal }] : await lookUp(host, resolve);
  const networks = env().SOURCE_NETWORKS;
  if (!addresses.every(({ address }) => mayReach(address, networks)))
    throw new OriginFault("address", `${host} is in a private network, which sources may not reach.`);
  const isPrivate = addresses.every(({ address }) => !mayReach(address, []));
  if (!isPrivate && !mayUsePort(url.port))
    throw new OriginFault("address", `Port ${url.port} is not one that sources are fetched from.`);
  if (!literal) report?.("name", `${host} is ${addresses.map(({ address }) => address).join(", ")}.`);
  return addresses;
}

async function lookUp(host: string, resolve: Resolve): Promise<Address[]> {
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0)
    throw new OriginFault("name", `There is no host ${host}, or its name server did not answer.`);
  return addresses;
}

function send(url: URL, addresses: Address[], options: OutgoingOptions): Promise<Answer> {
  const { method = "GET", headers = {}, body, signal, report } = options;
  const isSecure = url.protocol === "https:";
  // Where the phases are told, a connection that is open already would skip them.
  const agent = report ? false : agents[isSecure ? "https:" : "http:"];
  let phase: Part = "connection";
  return new Promise((resolve, reject) => {
    const reasonOf = (error: Error) => (signal?.aborted ? new Error("it took too long") : error);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error instanceof OriginFault ? error : faultIn(phase, url, reasonOf(error)));
    };
    const request = (isSecure ? https : http).request(url, {
      method,
      agent,
      signal,
      headers: { "user-agent": "Aperture", accept: "image/*,*/*;q=0.5", "accept-encoding": "identity", ...headers },
      lookup: (_host, { all }, found) =>
        all ? found(null, addresses) : found(null, addresses[0]?.address ?? "", addresses[0]?.family),
      timeout: IDLE_MS,
    });
    const timer = setTimeout(() => request.destroy(new Error("it took too long")), HEAD_MS);
    request.on("socket", (socket) => {
      // A connection that is kept goes from request to request; what listens for its beginning would stay on it for ever.
      if (!socket.connecting) {
        phase = "answer";
        return;
      }
      socket.once("connect", () => {
        phase = isSecure ? "tls" : "answer";
        report?.("connection", `Connected to ${url.host}.`);
      });
      if (isSecure)
        socket.once("secureConnect", () => {
          phase = "answer";
          report?.("tls", `The certificate is valid until ${expiryOf(socket)}.`);
        });
    });
    request.on("timeout", () => request.destroy(new Error("it fell silent")));
    request.on("error", fail);
    request.on("response", (message) => {
      clearTimeout(timer);
      const length = Number(message.headers["content-length"] ?? 0);
      const encoding = message.headers["content-encoding"] ?? "identity";
      const refused =
        length > MOST_BYTES
          ? `What ${url.host} sends is larger than ${MOST_BYTES / 1024 ** 2} MB.`
          : encoding === "identity"
            ? null
            : `${url.host} sends its images compressed as ${encoding}.`;
      if (refused) {
        message.destroy();
        return reject(new OriginFault("answer", refused));
      }
      const body = bodyOf(message, url, (error) => faultIn("answer", url, reasonOf(error)));
      resolve({ url, status: message.statusCode ?? 0, headers: message.headers, body });
    });
    request.end(body);
  });
}

const expiryOf = (socket: Socket) =>
  new Date((socket as TLSSocket).getPeerCertificate().valid_to).toISOString().slice(0, 10);

const SAYS: Partial<Record<Part, (host: string, why: string) => string>> = {
  connection: (host, why) => `${host} cannot be connected to: ${why}.`,
  tls: (host, why) => `${host} has no certificate that can be trusted: ${why}.`,
  answer: (host, why) => `${host} broke off: ${why}.`,
};

const WORDS: Record<string, string> = {
  ECONNREFUSED: "it refuses connections on this port",
  ETIMEDOUT: "it took too long",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  ECONNRESET: "it closed the connection",
  CERT_HAS_EXPIRED: "the certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate is signed by itself",
  SELF_SIGNED_CERT_IN_CHAIN: "the certificate is signed by itself",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is for another name",
  EPROTO: "it does not speak TLS here",
};

function faultIn(phase: Part, url: URL, error: NodeJS.ErrnoException): OriginFault {
  const why = WORDS[error.code ?? ""] ?? (error.message.replace(/\.$/, "") || error.code || "no reason was given");
  return new OriginFault(phase, SAYS[phase]?.(url.host, why) ?? why);
}

/** What breaks off is named as well as what never began. */
function bodyOf(
  message: http.IncomingMessage,
  url: URL,
  faultOf: (error: Error) => OriginFault,
): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer> = message[Symbol.asyncIterator]();
  let bytes = 0;
  return new ReadableStream({
    async pull(controller) {
      const { value } = await chunks.next().catch((error: Error) => {
        throw faultOf(error);
      });
      if (!value) return controller.close();
      bytes += value.length;
      if (bytes <= MOST_BYTES) return controller.enqueue(value);
      message.destroy();
      throw new OriginFault("answer", `What ${url.host} sends is larger than ${MOST_BYTES / 1024 ** 2} MB.`);
    },
    cancel: () => void message.destroy(),
  });
}
