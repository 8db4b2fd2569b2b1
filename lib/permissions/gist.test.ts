import { expect, test } from "vitest";
import { closureOf, gistOf } from "./permissions";

test("whoever may edit media is not told that they may look at it", () =>
  expect(gistOf(closureOf(["media_edit", "billing"]))).toEqual(["billing", "media_edit"]));

test("an administrator is told what that brings", () =>
  expect(gistOf(closureOf(["account_admin"]))).toEqual([
    "account_admin",
    "analytics",
    "billing",
    "sources",
    "purge",
    "media_edit",
  ]));
