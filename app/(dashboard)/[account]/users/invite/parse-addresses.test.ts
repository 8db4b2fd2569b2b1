import { describe, expect, test } from "vitest";
import { parseAddresses, withoutAddress } from "./parse-addresses";

const emails = (text: string) => parseAddresses(text).map(({ email }) => email);

describe("parseAddresses", () => {
  test.each([
    "ann@example.com\nbob@example.com",
    "ann@example.com, bob@example.com",
    "ann@example.com;bob@example.com",
    "ann@example.com bob@example.com",
    "ann@example.com\tbob@example.com",
    " ,, ann@example.com ;\r\n\r\n bob@example.com , ",
    "mailto:ann@example.com, BOB@Example.com.",
  ])("splits at any separator: %j", (text) => {
    expect(emails(text)).toEqual(["ann@example.com", "bob@example.com"]);
  });

  test.each([
    ["Ann Lee <ann@example.com>", "Ann Lee"],
    ['"Lee, Ann" <ann@example.com>', "Lee, Ann"],
    ["<ann@example.com>", null],
    ["Léa   Arnaud\u00a0<ann@example.com>", "Léa Arnaud"],
  ])("takes the name in front: %j", (text, name) => {
    expect(parseAddresses(text)).toMatchObject([{ name, email: "ann@example.com" }]);
  });

  test("bare addresses may stand in front of a name on the same line", () => {
    expect(parseAddresses("bob@example.com Ann Lee <ann@example.com> eve@example.com")).toMatchObject([
      { email: "bob@example.com", name: null },
      { email: "ann@example.com", name: "Ann Lee" },
      { email: "eve@example.com", name: null },
    ]);
  });

  test("keeps what is not an address, and says which stand twice", () => {
    expect(parseAddresses("ann@example.com, nonsense, ann@, ANN@example.com")).toMatchObject([
      { email: "ann@example.com", repeated: false },
      { text: "nonsense", email: null },
      { text: "ann@", email: null },
      { email: "ann@example.com", repeated: true },
    ]);
  });

  test("nothing pasted is nothing found", () => expect(parseAddresses(" \n,; ")).toEqual([]));
});

test("an entry is taken out together with its separator", () => {
  const text = "bob@example.com, Ann Lee <ann@example.com>; eve@example.com";
  const [bob, ann, eve] = parseAddresses(text);
  expect(emails(withoutAddress(text, ann!))).toEqual(["bob@example.com", "eve@example.com"]);
  expect(emails(withoutAddress(text, bob!))).toEqual(["ann@example.com", "eve@example.com"]);
  expect(emails(withoutAddress(text, eve!))).toEqual(["bob@example.com", "ann@example.com"]);
});
