import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { parseStrictJson, readJsonBody } from "@/lib/http/json-body";

const post = (body: BodyInit | null, headers: Record<string, string> = { "content-type": "application/json" }) =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "read",
    (error: unknown) => (error instanceof AppError ? error.code : "fault"),
  );

test("what JSON can say is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes("\\u0000") && !/\\ud[89a-f]/i.test(text) && !text.includes('"__proto__"'));
      expect(parseStrictJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  ["nothing", ""],
  ["half", '{"a":'],
  ["a trailing comma", '{"a":1,}'],
  ["a comment", '{"a":1} // one'],
  ["NaN", '{"a":NaN}'],
  ["a name twice", '{"a":1,"a":2}'],
  ["a name twice, once escaped", '{"a":1,"\\u0061":2}'],
  ["a name twice, deep down", '{"x":[{"a":{"b":1,"c":{},"b":2}}]}'],
  ["U+0000 in a text", '{"a":"\\u0000"}'],
  ["U+0000 in a name", '{"\\u0000":1}'],
  ["a raw U+0000", '{"a":"\0"}'],
  ["half a surrogate pair", '{"a":"\\ud800"}'],
  ["33 levels", "[".repeat(33) + "]".repeat(33)],
  ["100,000 levels", "[".repeat(100_000)],
])("%s is malformed", (_what, text) => {
  expect(() => parseStrictJson(text)).toThrow(expect.objectContaining({ code: "malformed" }));
});

test("equal names in different objects, and colons in texts, are fine", () => {
  const text = '{"a":{"a":[{"a":1},{"a":2}]},"b":"x:\\"a\\":{[","c":["a","a"]}';
  expect(parseStrictJson(text)).toEqual(JSON.parse(text));
});

test("whatever the bytes, they are read or refused, never a fault", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect(await codeOf(readJsonBody(post(Buffer.from(bytes))))).not.toBe("fault");
    }),
  );
});

test("only plain JSON is taken", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""])
    expect(await codeOf(readJsonBody(post("{}", { "content-type": type })))).toBe("unsupported_type");
  for (const type of ["application/json", "Application/JSON; charset=utf-8", 'application/json;charset="UTF-8"'])
    expect(await codeOf(readJsonBody(post("{}", { "content-type": type })))).toBe("read");
  const packed = { "content-type": "application/json", "content-encoding": "gzip" };
  expect(await codeOf(readJsonBody(post("{}", packed)))).toBe("unsupported_type");
});

test("ten megabytes are refused after the first, with or without a length", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 100_000;
      controller.enqueue(new Uint8Array(100_000).fill(32));
    },
  });
  expect(await codeOf(readJsonBody(post(endless)))).toBe("too_large");
  expect(sent).toBeLessThan(2_000_000);
  expect(await codeOf(readJsonBody(post(" ".repeat(10_000_000))))).toBe("too_large");
});
