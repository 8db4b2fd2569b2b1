import { keyId } from "@/lib/api-keys/input";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { watchFirstUse } from "@/lib/api-keys/queries/watch-first-use";
import { findSignedIn } from "@/lib/auth/member-actor";
import { orNull } from "@/lib/http/or-null";
import { eventStream, nothingToHear } from "@/lib/http/event-stream";

/** Tells whoever has just been shown a key of its first request, the moment it comes. */
export async function GET(request: Request, { params }: { params: Promise<{ account: string }> }) {
  const { actor } = await findSignedIn((await params).account);
  const asked = keyId.safeParse(new URL(request.url).searchParams.get("key"));
  if (!actor?.active || !asked.success) return nothingToHear();
  const id = asked.data;
  if (!(await orNull(findKey(actor, id)))) return nothingToHear();
  return eventStream((send) => watchFirstUse(actor, id, (use) => send(JSON.stringify(use))));
}
