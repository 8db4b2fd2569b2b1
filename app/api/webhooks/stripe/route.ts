import { receiveStripeEvent } from "@/lib/billing/commands/receive-event";
import { hasStripe, readStripeEvent } from "@/lib/billing/stripe";
import { originFrom } from "@/lib/auth/origin";
import { problemResponse } from "@/lib/http/problem";
import { toRefusal } from "@/lib/http/refusal";

const MOST_BYTES = 256_000;

/** Stripe tells here what became of payments. It comes without a session: its signature is what opens the door. */
export async function POST(request: Request): Promise<Response> {
  if (!hasStripe()) return new Response("Not found\n", { status: 404 });
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= MOST_BYTES)) return new Response(null, { status: 413 });
  const { requestId } = originFrom(request.headers);
  try {
    const event = readStripeEvent(await request.text(), request.headers.get("stripe-signature"));
    if (event) await receiveStripeEvent(event);
    return new Response(null, { status: 204 });
  } catch (error) {
    return problemResponse(toRefusal(error, requestId), requestId);
  }
}
