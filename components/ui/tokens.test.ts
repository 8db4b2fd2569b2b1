import { expect, test } from "vitest";
import { addTokens, splitTokens } from "./tokens";

test("a pasted list of addresses becomes one token each", () => {
  expect(splitTokens("a@x.io, b@x.io;\nc@x.io  <d@x.io>", true)).toEqual(["a@x.io", "b@x.io", "c@x.io", "d@x.io"]);
  expect(splitTokens(" , ;", true)).toEqual([]);
});
test("names keep their spaces", () => {
  expect(splitTokens("Summer 26, Press kit", false)).toEqual(["Summer 26", "Press kit"]);
});
test("a token is added once, whatever its case", () => {
  expect(addTokens(["a@x.io"], ["A@x.io", "b@x.io", "B@x.io"])).toEqual(["a@x.io", "b@x.io"]);
});
