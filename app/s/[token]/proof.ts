import { cookies } from "next/headers";
import { env } from "@/lib/env";

const NAME = "aperture.link";

/** That this browser knows the passcode of the link; each link has its own, sent to its own addresses alone. */
export const readProof = async (): Promise<string | null> => (await cookies()).get(NAME)?.value ?? null;

export async function keepProof(token: string, proof: string): Promise<void> {
  const secure = env().APERTURE_URL.startsWith("https://");
  (await cookies()).set(NAME, proof, {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: `/s/${encodeURIComponent(token)}`,
  });
}
