import { withSystem } from "@/db/client";
import type { Origin } from "@/lib/actor";
import { CAST, type CastName } from "@/lib/demo/cast";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { type NewSession, startSession } from "@/lib/sign-in/commands/start-session";
import { findGuest } from "@/lib/sign-in/queries";

/** Signs in as one of the demo's people, without any proof: there is no such thing outside the demo. */
export async function signInAsCast({ name }: { name: CastName }, origin: Origin): Promise<NewSession> {
  if (!env().APERTURE_DEMO) throw notFound();
  return withSystem(async (tx) => {
    const guest = await findGuest(tx, { email: CAST[name].email });
    if (!guest?.userId) throw notFound("person");
    return startSession(tx, { userId: guest.userId, method: "demo" }, origin);
  });
}
