import { isDatabaseReady } from "@/lib/health/queries";

/** Whether this server can do its work now: for a load balancer. */
export async function GET() {
  const ready = await isDatabaseReady();
  return new Response(ready ? "ok\n" : "the database does not answer\n", {
    status: ready ? 200 : 503,
    headers: { "cache-control": "no-store", ...(!ready && { "retry-after": "5" }) },
  });
}
