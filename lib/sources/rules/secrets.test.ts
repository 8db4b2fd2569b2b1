import { expect, test } from "vitest";
import { openSecrets, sealSecrets, signingTokenOf } from "@/lib/sources/rules/secrets";

process.env.DATABASE_URL ??= "postgres://nobody@localhost/nothing";

test("what is sealed for one source opens for no other, and tells nothing", () => {
  const sealed = sealSecrets("src_1", { secretAccessKey: "hidden-word" });
  expect(sealed).not.toContain("hidden-word");
  expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("hidden-word");
  expect(openSecrets("src_1", sealed)).toEqual({ secretAccessKey: "hidden-word" });
  expect(openSecrets("src_2", sealed)).toEqual({});
  expect(openSecrets("src_1", `${sealed.slice(0, -2)}AA`)).toEqual({});
  expect(openSecrets("src_1", null)).toEqual({});
});

test("each source and each number has a token of its own", () => {
  const tokens = [signingTokenOf("src_1", 1), signingTokenOf("src_1", 2), signingTokenOf("src_2", 1)];
  expect(new Set(tokens).size).toBe(3);
  expect(signingTokenOf("src_1", 1)).toBe(tokens[0]);
});
