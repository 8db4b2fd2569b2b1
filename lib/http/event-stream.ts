import { onStop } from "@/lib/stop";

const HEARTBEAT_MS = 25_000;

const HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

/**
 * Messages to an open page, for as long as it listens and the server runs. `begin` gets the way to send them and answers
 * what ends their source.
 */
export function eventStream(begin: (send: (message: string) => void) => Promise<() => void>): Response {
  let over = false;
  let release: () => void = () => undefined;
  const end = () => {
    if (over) return;
    over = true;
    release();
  };
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const encoder = new TextEncoder();
      const write = (text: string) => {
        if (!over) controller.enqueue(encoder.encode(text));
      };
      write("retry: 2000\n\n");
      const stop = await begin((message) => write(`data: ${message}\n\n`));
      const heartbeat = setInterval(() => write(":\n\n"), HEARTBEAT_MS);
      const forget = onStop(() => {
        end();
        controller.close();
      });
      release = () => {
        clearInterval(heartbeat);
        forget();
        stop();
      };
      if (over) release(); // the page left while its source was still opening
    },
    cancel: end,
  });
  return new Response(stream, { headers: HEADERS });
}

/** Tells the browser that there is nothing to hear, and not to come back. */
export const nothingToHear = () => new Response(null, { status: 204 });
