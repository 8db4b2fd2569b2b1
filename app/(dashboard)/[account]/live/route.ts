import { subscribeToChanges } from "@/lib/audit/live";
import { findSignedIn } from "@/lib/auth/member-actor";
import { onStop } from "@/lib/stop";

const HEARTBEAT_MS = 25_000;

/** Tells an open page that what it shows may have changed, without saying what. The page asks again for itself. */
export async function GET(_request: Request, { params }: { params: Promise<{ account: string }> }) {
  const { actor } = await findSignedIn((await params).account);
  if (!actor?.active) return new Response(null, { status: 204 }); // tells the browser not to come back

  let end = () => undefined as void;
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const encoder = new TextEncoder();
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const heartbeat = setInterval(() => send(":\n\n"), HEARTBEAT_MS);
      const unsubscribe = await subscribeToChanges(actor, () => send("data: changed\n\n"));
      end = () => {
        end = () => undefined;
        clearInterval(heartbeat);
        unsubscribe();
        forget();
      };
      const forget = onStop(() => {
        end();
        controller.close();
      });
      send("retry: 2000\n\n");
    },
    cancel: () => end(),
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
