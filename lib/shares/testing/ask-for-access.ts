import type { Actor } from "@/lib/actor";
import type { RequestAccess } from "@/lib/shares/input";
import { passOnRequest } from "@/lib/shares/commands/pass-on-request";
import { requestAccess } from "@/lib/shares/commands/request-access";

/** Asks, and does what the job does, with what comes out of the queue. */
export async function askForAccess(actor: Actor, wish: RequestAccess): Promise<void> {
  await requestAccess(actor, wish);
  await passOnRequest(JSON.parse(JSON.stringify({ actor, wish })));
}
