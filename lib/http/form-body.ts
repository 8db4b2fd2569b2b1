import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors";
import { assertText, readAtMost } from "@/lib/http/json-body";
import { LARGEST_FORM } from "@/lib/media/rules/limits";

/**
 * The fields of a multipart form, each once. `text` is the same for the same fields and bytes, however a client has
 * divided them. @throws AppError `too_large`, `unsupported_type`, `malformed`
 */
export async function readForm(request: Request): Promise<{ text: string; value: Record<string, unknown> }> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new AppError("unsupported_type", "Send the file and its fields as multipart/form-data.");
  const form = await readFormData(request, LARGEST_FORM);
  const value: Record<string, unknown> = {};
  for (const [name, field] of form) {
    assertText(name);
    if (typeof field === "string") assertText(field);
    if (Object.hasOwn(value, name)) throw malformed(`it gives ${JSON.stringify(name.slice(0, 40))} twice`);
    Object.defineProperty(value, name, { value: field, enumerable: true });
  }
  const told = await Promise.all(Object.entries(value).map(async ([name, field]) => [name, await digestOf(field)]));
  return { text: JSON.stringify(told.toSorted()), value };
}

/** The same for any form, as it was written. @param most bytes. @throws AppError `too_large`, `malformed` */
export async function readFormData(request: Request, most: number): Promise<FormData> {
  const bytes = await readAtMost(request, most);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  try {
    return await new Response(new Uint8Array(bytes), { headers }).formData();
  } catch {
    throw malformed("it is not a form");
  }
}

async function digestOf(field: unknown): Promise<unknown> {
  if (!(field instanceof Blob)) return field;
  const digest = createHash("sha256").update(await field.bytes());
  return [field instanceof File ? field.name : "", digest.digest("hex")];
}

const malformed = (why: string) => new AppError("malformed", `The request cannot be read: ${why}.`);
