import { expect, test } from "vitest";
import { linesOf } from "./visible";

const branch = (id: string, hasFolders = false) => ({ id, name: id.toUpperCase(), hasFolders });
const branches = { "": [branch("a", true), branch("b")], a: [branch("c", true)], c: [branch("d")] };
const told = (open: string[]) => linesOf(branches, new Set(open)).map(({ id, level }) => `${level}${id}`);

test("only what lies in open folders shows, each a level deeper", () => {
  expect(told([])).toEqual(["1a", "1b"]);
  expect(told(["a", "c"])).toEqual(["1a", "2c", "3d", "1b"]);
  expect(told(["c"])).toEqual(["1a", "1b"]);
});

test("a folder without folders is never open, and one whose folders are not read yet shows none", () => {
  expect(linesOf(branches, new Set(["b"])).find(({ id }) => id === "b")?.isOpen).toBe(false);
  expect(linesOf({ "": [branch("a", true)] }, new Set(["a"]))).toHaveLength(1);
});
