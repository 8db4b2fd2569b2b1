import { findSignedIn } from "@/lib/auth/member-actor";
import { AppError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse";
import { toRefusal } from "@/lib/http/refusal";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { refusedBytes } from "@/lib/http/send-bytes";
import { canEver } from "@/lib/permissions/can";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { receiveBytes } from "@/lib/uploads/commands/receive-upload";
import { beginUploadInput } from "@/lib/uploads/input";

type Context = { params: Promise<{ account: string }> };

/** One file in one piece, as the body of the request; it goes to the disk as it comes, and may have up to 5 GB. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { actor } = await findSignedIn((await params).account);
  if (!actor?.active || !canEver(actor, "media.upload")) return refusedBytes(notFound("folder"));
  try {
    assertSameOrigin(request.headers);
    const { name, folder } = Object.fromEntries(new URL(request.url).searchParams);
    const size = Number(request.headers.get("content-length") ?? Number.NaN);
    const input = parseInput(beginUploadInput, { name, size, folderId: folder ?? null });
    const { id } = await beginUpload(actor, input);
    const body = request.body ?? new Blob([]).stream();
    const { fileId } = await receiveBytes(actor, id, { offset: 0, body, checksum: null });
    if (fileId === null) throw new AppError("malformed", "The file ended before all of it had come.");
    return Response.json({ fileId }, { status: 201 });
  } catch (error) {
    return refusedBytes(toRefusal(error, actor.origin.requestId));
  }
}
