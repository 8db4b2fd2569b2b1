import { AppError } from "@/lib/errors";

const MOST_BYTES = 1_000_000;
const MOST_LEVELS = 32;

/** The JSON of a request, with the text it was read from. @throws AppError `too_large`, `unsupported_type`, `malformed` */
export async function readJsonBody(request: Request): Promise<{ text: string; value: unknown }> {
  assertJson(request.headers);
  const text = decode(await readAtMost(request, MOST_BYTES));
  return { text, value: parseStrictJson(text) };
}

function assertJson(headers: Headers): void {
  const type = headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type))
    throw new AppError("unsupported_type", "Send the body as Content-Type: application/json, in UTF-8.");
  if (!/^(identity)?$/i.test(headers.get("content-encoding") ?? ""))
    throw new AppError("unsupported_type", "Send the body without Content-Encoding.");
}

/** Stops reading as soon as there is too much, whatever the headers promised. */
export async function readAtMost(request: Request, most: number): Promise<Buffer> {
  const tooLarge = new AppError("too_large", `A body of at most ${most} bytes is expected.`);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed("it is not UTF-8");
  }
}

/** JSON without what programs read differently: a name given twice, texts that are no Unicode, nesting without end. */
export function parseStrictJson(text: string): unknown {
  assertShape(text);
  try {
    return JSON.parse(text, (_name, value: unknown) => {
      if (typeof value === "string") assertText(value);
      return value;
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw malformed("it is not JSON");
  }
}

/** Texts, and the signs that make objects and lists; in sound JSON there is nothing else that matters here. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs;

/** Walks through the text once, keeping the names of each object that is open. */
function assertShape(text: string): void {
  const open: (Set<string> | null)[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === "{" || token === "[") open.push(token === "{" ? new Set() : null);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") assertNew(open.at(-1), last);
    if (open.length > MOST_LEVELS) throw malformed(`it is nested more than ${MOST_LEVELS} levels deep`);
    last = token;
  }
}

function assertNew(names: Set<string> | null | undefined, quoted: string): void {
  const name = nameOf(quoted);
  assertText(name);
  if (names?.has(name)) throw malformed(`it gives ${JSON.stringify(name.slice(0, 40))} twice`);
  names?.add(name);
}

/** The same name may be written with escapes. */
function nameOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw malformed("it is not JSON");
  }
}

/** Neither half a character nor U+0000 can be stored. */
export function assertText(text: string): void {
  if (!text.isWellFormed() || text.includes("\0")) throw malformed("a text in it has characters that cannot be kept");
}

const malformed = (why: string) => new AppError("malformed", `The request cannot be read: ${why}.`);
