import { seal, unseal } from "@/lib/seal";

const PURPOSE = "proof of a purge";
/** Longer than a request of our own waits for its answer. */
const SECONDS = 60;

/**
 * The header with which this server asks itself whether a purge holds, so that nobody takes that for a visit. It is good
 * for one address and one minute, and only this server can write it.
 */
export const PROOF_HEADER = "x-aperture-proof";

export const writeProof = (url: string): string => seal(PURPOSE, url, SECONDS);

/** @param url of the request, as it was sent */
export const isProof = (url: string | undefined, proof: string | string[] | undefined): boolean =>
  typeof proof === "string" && unseal<string>(PURPOSE, proof) === url;
