import { subscribeToChanges } from "@/lib/audit/live";
import { findSignedIn } from "@/lib/auth/member-actor";
import { eventStream, nothingToHear } from "@/lib/http/event-stream";
import { subscribeToDeployments } from "@/lib/sources/live";

/** Tells an open page that what it shows may have changed, without saying what. The page asks again for itself. */
export async function GET(_request: Request, { params }: { params: Promise<{ account: string }> }) {
  const { actor } = await findSignedIn((await params).account);
  if (!actor?.active) return nothingToHear();
  return eventStream(async (send) => {
    const changed = () => send("changed");
    const stops = await Promise.all([subscribeToChanges(actor, changed), subscribeToDeployments(actor, changed)]);
    return () => stops.forEach((stop) => stop());
  });
}
