import { DetailedError, Upload as Tus } from "tus-js-client";
import type { Clash } from "@/lib/media/input/change";

/** Bytes of one request. Whoever stands between must let so much pass, and no more is lost when a connection breaks. */
const PIECE_BYTES = 16 * 1024 ** 2;

/** Milliseconds before each new try: together long enough for the server to be started again. */
const RETRIES = [300, 1000, 2000, 4000, 8000, 15_000, 30_000];

const LOST = "The connection was lost.";

/** `status`: the server's, 0 where nothing answered, or null where nothing could be sent. */
export type SendProblem = { status: number | null; message: string; isClash: boolean };

const GONE: SendProblem = {
  status: null,
  message: "The file could not be read any more. Drop it again.",
  isClash: false,
};

type Sending = {
  endpoint: string;
  /** The same for each try of one file, also of a later page: what came of a try whose answer got lost is found by it. */
  key: string;
  file: File;
  folderId: string | null;
  clash: Clash;
  /** Where it was begun already. */
  url: string | null;
  onBegun: (url: string) => void;
  onProgress: (bytes: number) => void;
  onDone: () => void;
  onProblem: (problem: SendProblem) => void;
};

/** Sends one file from wherever it has come to, as tus 1.0 has it; lost connections are taken up again. */
export function startSending({ endpoint, key, file, folderId, clash, url, ...on }: Sending): Tus {
  let isReadable = true;
  /** A browser tells no more of a file that is gone than of a connection that is. */
  const tryFile = () =>
    file
      .slice(0, 1)
      .arrayBuffer()
      .catch(() => (isReadable = false));
  const sending = new Tus(file, {
    endpoint,
    uploadUrl: url,
    metadata: { filename: file.name, clash, key, ...(folderId && { folder_id: folderId }) },
    chunkSize: PIECE_BYTES,
    retryDelays: RETRIES,
    storeFingerprintForResuming: false,
    onShouldRetry: (error) => {
      if (statusOf(error) === 0) void tryFile();
      return isReadable && mayPass(error);
    },
    onUploadUrlAvailable: () => on.onBegun(sending.url ?? ""),
    onProgress: (bytes) => on.onProgress(bytes),
    onSuccess: () => on.onDone(),
    onError: (error) => on.onProblem(isReadable ? problemOf(error) : GONE),
  });
  sending.start();
  return sending;
}

const statusOf = (error: DetailedError) => error.originalResponse?.getStatus() ?? 0;

/** A refusal stays a refusal; a server that is busy, restarting or out of step comes round. */
function mayPass(error: DetailedError): boolean {
  const status = statusOf(error);
  const isBeginning = error.originalRequest?.getMethod() === "POST";
  return status === 0 || status === 429 || (status >= 500 && status !== 507) || (status === 409 && !isBeginning);
}

function problemOf(error: Error): SendProblem {
  if (!(error instanceof DetailedError)) return { status: null, message: error.message, isClash: false };
  const status = statusOf(error);
  const said = error.originalResponse?.getBody().trim();
  const message = status === 0 ? LOST : said || `The server answered ${status}.`;
  return { status, message, isClash: status === 409 && error.originalRequest?.getMethod() === "POST" };
}
