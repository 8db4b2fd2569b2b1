import { closeSession } from "@/lib/auth/session";
import { isSameOrigin } from "@/lib/http/same-origin";

/** A plain form leads here, because only a whole answer can tell the browser to forget what it has kept. */
export async function POST(request: Request) {
  if (!isSameOrigin(request.headers))
    return new Response("This request did not come from a page of this server.\n", { status: 403 });
  await closeSession();
  return new Response(null, {
    status: 303,
    headers: { Location: "/signed-out", "Clear-Site-Data": '"cache", "storage"', "Cache-Control": "no-store" },
  });
}
