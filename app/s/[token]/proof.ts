import { cookies } from "next/headers";
import { env } from "@/lib/env";
import type { Kept, OpenLink } from "@/lib/share-links/queries/open-link";

const PROOF = "aperture.link";
const VISIT = "aperture.visit";

/** That this browser knows the passcode of the link, and visits it; each link has its own, sent to its own addresses alone. */
export async function readKept(): Promise<Kept> {
  const jar = await cookies();
  return { proof: jar.get(PROOF)?.value, visit: jar.get(VISIT)?.value };
}

export const keepProof = (token: string, proof: string): Promise<void> => keep(PROOF, token, proof);

/** Until the browser is closed, and only where a limit counts visits. Pages cannot set it: the first picture or film does. */
export async function keepVisit({ token, visitToKeep }: OpenLink): Promise<void> {
  if (visitToKeep !== null) await keep(VISIT, token, visitToKeep);
}

async function keep(name: string, token: string, value: string): Promise<void> {
  const secure = env().APERTURE_URL.startsWith("https://");
  const path = `/s/${encodeURIComponent(token)}`;
  (await cookies()).set(name, value, { httpOnly: true, sameSite: "lax", secure, path });
}
