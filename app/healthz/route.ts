/** The process lives and answers; whether it can serve is told by /readyz. */
export const GET = () => new Response("ok\n", { headers: { "cache-control": "no-store" } });
