import { expect, test } from "vitest";
import { nodeRefusal } from "./install.mjs";

test.each(["20.19.0", "20.20.2", "22.1.0", "24.21.0"])("Node %s is taken", (version) => {
  expect(nodeRefusal(version)).toBeUndefined();
});

test.each(["18.20.8", "20.18.3"])("Node %s is refused in one sentence", (version) => {
  expect(nodeRefusal(version)).toBe(`Node 20.19 or newer is needed; this is ${version}.`);
});
