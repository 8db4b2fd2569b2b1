import { describe, expect, test } from "vitest";
import { nextSort, parseSort, parseValues, toggleValue, withParams } from "./params";

describe("withParams", () => {
  test("keeps what it does not change and drops the cursor", () => {
    expect(withParams(new URLSearchParams("q=dana&after=abc"), { role: "finance" })).toBe("?q=dana&role=finance");
  });
  test("an empty value takes the name away; nothing left is an empty query", () => {
    expect(withParams(new URLSearchParams("q=dana"), { q: "" })).toBe("");
    expect(withParams(new URLSearchParams("q=dana&role=x"), { role: null })).toBe("?q=dana");
  });
  test("turning the page keeps everything else", () => {
    expect(withParams(new URLSearchParams("q=dana&before=abc"), { after: "xyz" })).toBe("?q=dana&after=xyz");
  });
});

describe("sorting", () => {
  test("a head goes up, down, and back to the list's own order", () => {
    expect(nextSort(undefined, "name")).toBe("name");
    expect(nextSort(parseSort("name"), "name")).toBe("-name");
    expect(nextSort(parseSort("-name"), "name")).toBeNull();
    expect(nextSort(parseSort("-name"), "role")).toBe("role");
  });
});

describe("filter values", () => {
  test("toggle adds and takes away", () => {
    expect(toggleValue(parseValues("a,b"), "c")).toBe("a,b,c");
    expect(toggleValue(parseValues("a,b"), "a")).toBe("b");
    expect(toggleValue(parseValues(""), "a")).toBe("a");
  });
});
