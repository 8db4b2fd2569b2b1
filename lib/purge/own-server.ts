import { createHash } from "node:crypto";
import http from "node:http";
import { PROOF_HEADER, writeProof } from "@/lib/delivery/rules/proof";
import { env } from "@/lib/env";
import { encodePath } from "@/lib/purge/rules/hook";

const ANSWER_MS = 20_000;

export type Delivered = {
  status: number;
  /** From the cache, and not made for this request. */
  isCached: boolean;
  /** Seconds since it was made; 0 when it was made for this request. */
  age: number;
};

type Source = { slug: string; signingSecret: string };

/** Reads one image of this very server, the way a visitor would, but for the figures. @throws when the server gives no answer */
export function readDelivered({ slug, signingSecret }: Source, path: string, port = env().PORT): Promise<Delivered> {
  const encoded = encodePath(path);
  // Signed as imgix does it: sources may answer nothing else.
  const signature = createHash("md5").update(`${signingSecret}/${encoded}`).digest("hex");
  const url = `/i/${slug}/${encoded}?s=${signature}`;
  return new Promise((resolve, reject) => {
    const request = http.get({
      host: "127.0.0.1",
      port,
      path: url,
      headers: {
        host: new URL(env().APERTURE_URL).host,
        accept: "*/*",
        "user-agent": "Aperture purge check",
        [PROOF_HEADER]: writeProof(url),
      },
      agent: false,
      timeout: ANSWER_MS,
    });
    request.on("timeout", () => request.destroy(new Error("The server did not answer.")));
    request.on("error", reject);
    request.on("response", (response) => {
      const { statusCode = 0, headers } = response;
      response.destroy();
      resolve({
        status: statusCode,
        isCached: headers["x-cache"] === "hit",
        age: Number(headers["x-cache-age"] ?? 0),
      });
    });
  });
}
