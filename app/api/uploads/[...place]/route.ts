import { findSignedIn } from "@/lib/auth/member-actor";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { answerTus, tusOptions } from "@/lib/http/tus";

type Context = { params: Promise<{ place: string[] }> };

const refuse = (status: number, sentence: string) => new Response(`${sentence}\n`, { status });

/** Uploads of people who are signed in, at /api/uploads/{account}/{id}. */
async function answer(request: Request, { params }: Context): Promise<Response> {
  const [account = "", id = null, ...more] = (await params).place;
  const { signedIn, actor } = await findSignedIn(account);
  if (!signedIn) return refuse(401, "You are signed out. Sign in again, then it goes on where it was.");
  if (!actor?.active || more.length > 0) return refuse(404, "Not found");
  try {
    if (request.method !== "HEAD") assertSameOrigin(request.headers);
  } catch {
    return refuse(404, "Not found");
  }
  return answerTus(request, actor, { base: `/api/uploads/${account}`, id });
}

export { answer as DELETE, answer as HEAD, answer as PATCH, answer as POST };

export const OPTIONS = tusOptions;
