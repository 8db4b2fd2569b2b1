import ImageKit from "@imagekit/nodejs";
import ImgixClient from "@imgix/js-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeSignature, type SignedAddress } from "@/lib/delivery/rules/signature";

const SECRET = "a secret of this test";
const NOW = Date.now();
const imageKit = new ImageKit({ privateKey: SECRET });

/** Behind the host, or behind the source's own part where the address has one. */
function addressIn(url: string, before = ""): SignedAddress {
  const rest = url.replace(/^https?:\/\/[^/]+/, "").slice(before.length + 1);
  const [path = "", query = ""] = rest.split("?", 2);
  return { path, query };
}

const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => /[^./\s]/u.test(text));
const paths = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("/"));
const names = fc.constantFrom("w", "h", "fit", "crop", "fm", "q", "auto", "txt", "mark64", "bg", "expires");
const imgixParameters = fc.dictionary(names, word);
const FAR = Math.floor(NOW / 1000) + 3600;

test("what imgix's own library signs is good, and nothing else is", () => {
  const client = new ImgixClient({ domain: "pictures.example.com", secureURLToken: SECRET });
  fc.assert(
    fc.property(paths, imgixParameters, (path, { expires, ...parameters }) => {
      const url = client.buildURL(path, { ...parameters, ...(expires && { expires: FAR }) });
      const address = addressIn(url);
      expect(judgeSignature(address, SECRET, NOW)).toEqual({ verdict: "good", until: expires ? FAR : null });
      expect(judgeSignature(address, "another", NOW)).toEqual({ verdict: "wrong" });
      expect(judgeSignature({ ...address, path: `${address.path}x` }, SECRET, NOW)).toEqual({ verdict: "wrong" });
      expect(judgeSignature({ ...address, query: `w=1&${address.query}` }, SECRET, NOW)).toEqual({ verdict: "wrong" });
    }),
    { numRuns: 400 },
  );
});

const steps = fc.array(
  fc.record(
    {
      width: fc.integer({ min: 1, max: 2000 }),
      height: fc.integer({ min: 1, max: 2000 }),
      rotation: fc.constantFrom(90, 180),
      format: fc.constantFrom("auto" as const, "webp" as const),
      background: fc.constant("FF8800"),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 3 },
);

test.each(["/i/northlight", ""])(
  "what ImageKit's own library signs below '%s' is good, and nothing else is",
  (endpoint) => {
    fc.assert(
      fc.property(
        paths,
        steps,
        fc.boolean(),
        fc.constantFrom("query" as const, "path" as const),
        (path, chain, ends, position) => {
          const url = imageKit.helper.buildSrc({
            urlEndpoint: `https://example.com${endpoint}`,
            src: path,
            transformation: chain,
            transformationPosition: position,
            queryParameters: { v: "1" },
            signed: true,
            ...(ends && { expiresIn: 300 }),
          });
          const address = addressIn(url, endpoint);
          const judged = judgeSignature(address, SECRET, NOW);
          expect([url, judged.verdict]).toEqual([url, "good"]);
          expect(judgeSignature(address, SECRET, NOW + 600_000).verdict).toBe(ends ? "expired" : "good");
          expect(judgeSignature({ ...address, path: `${address.path}x` }, SECRET, NOW).verdict).toBe("wrong");
          const prolonged = address.query.replace(/ik-t=\d+/, "ik-t=9999999998");
          expect(judgeSignature({ ...address, query: prolonged }, SECRET, NOW).verdict).toBe(ends ? "wrong" : "good");
        },
      ),
      { numRuns: 200 },
    );
  },
);

test("an address without a signature has none, and an end that is no time is over", () => {
  expect(judgeSignature({ path: "a.jpg", query: "w=3&is=4" }, SECRET, NOW)).toEqual({ verdict: "none" });
  const client = new ImgixClient({ domain: "pictures.example.com", secureURLToken: SECRET });
  for (const expires of ["", "soon", "-1", "1", "1e99"])
    expect(judgeSignature(addressIn(client.buildURL("a.jpg", { expires })), SECRET, NOW).verdict).toBe("expired");
});

test("digits before ImageKit's end of time cannot become a part of it", () => {
  const url = imageKit.helper.buildSrc({
    urlEndpoint: "https://example.com",
    src: "a.jpg",
    queryParameters: { tr: "w-305" },
    signed: true,
    expiresIn: 300,
  });
  const address = addressIn(url);
  expect(judgeSignature(address, SECRET, NOW).verdict).toBe("good");
  const prolonged = address.query.replace("w-305", "w-30").replace("ik-t=", "ik-t=5");
  expect(judgeSignature({ ...address, query: prolonged }, SECRET, NOW).verdict).toBe("wrong");
});
