import { findSignedIn } from "@/lib/auth/member-actor";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { answerTus, tusOptions } from "@/lib/http/tus";

type Context = { params: Promise<{ place: string[] }> };

const NOT_FOUND = new Response("Not found\n", { status: 404 });

/** Uploads of people who are signed in, at /api/uploads/{account}/{id}. */
async function answer(request: Request, { params }: Context): Promise<Response> {
  const [account = "", id = null, ...more] = (await params).place;
  const { actor } = await findSignedIn(account);
  if (!actor?.active || more.length > 0) return NOT_FOUND.clone();
  try {
    if (request.method !== "HEAD") assertSameOrigin(request.headers);
  } catch {
    return NOT_FOUND.clone();
  }
  return answerTus(request, actor, { base: `/api/uploads/${account}`, id });
}

export { answer as DELETE, answer as HEAD, answer as PATCH, answer as POST };

export const OPTIONS = tusOptions;
