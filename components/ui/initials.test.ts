import { expect, test } from "vitest";
import { hueOf, initialsOf } from "./initials";

test("initials come from the first and the last word", () => {
  expect(initialsOf("Dana Kessler")).toBe("DK");
  expect(initialsOf("Ana María de la Cruz")).toBe("AC");
  expect(initialsOf("Léa")).toBe("L");
  expect(initialsOf("  ")).toBe("?");
});
test("an address is read up to its @", () => {
  expect(initialsOf("henrik.berg@northlight.studio")).toBe("HB");
});
test("a letter outside the basic plane stays whole", () => {
  expect(initialsOf("𝒟ana")).toBe("𝒟");
});
test("a name keeps its hue", () => {
  expect(hueOf("Dana Kessler")).toBe(hueOf("Dana Kessler"));
  expect(hueOf("")).toBe(0);
  for (const name of ["a", "Mira Okafor", "李雷"]) expect(hueOf(name)).toBeLessThan(8);
});
