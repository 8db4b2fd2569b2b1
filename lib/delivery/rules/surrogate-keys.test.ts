import { describe, expect, test } from "vitest";
import type { Ingredient, PurgeScope } from "@/lib/delivery/rules/scope";
import { surrogateKeyOf, surrogateKeys } from "@/lib/delivery/rules/surrogate-keys";

process.env.DATABASE_URL ??= "postgres://nobody@localhost/nothing";

const ACCOUNT = "acc_1";

const hero: Ingredient = {
  sourceId: "src_1",
  path: "Press/2027/Hero.jpg",
  fileId: "fil_1",
  folderIds: ["fld_1", "fld_2"],
  tags: ["launch"],
};

const prefix = (text: string): PurgeScope => ({ kind: "prefix", sourceId: "src_1", prefix: text });

describe("a purge finds an answer by its keys", () => {
  test.each<[string, PurgeScope]>([
    ["its path, whatever its capitals", { kind: "path", sourceId: "src_1", path: "/press/2027/hero.jpg" }],
    ["its source", { kind: "source", sourceId: "src_1" }],
    ["its file", { kind: "file", fileId: "fil_1" }],
    ["a folder above it", { kind: "folder", folderId: "fld_1" }],
    ["a tag", { kind: "tag", tag: "launch" }],
    ["a folder of its path", prefix("press/")],
    ["half a name in a folder", prefix("press/2027/he")],
    ["half a name at the top", prefix("pre")],
  ])("of %s", (_, scope) => expect(surrogateKeys(ACCOUNT, [hero])).toContain(surrogateKeyOf(ACCOUNT, scope)));

  test.each<[string, PurgeScope]>([
    ["another path", { kind: "path", sourceId: "src_1", path: "press/2027/hero.png" }],
    ["another source", { kind: "path", sourceId: "src_2", path: hero.path }],
    ["another folder", prefix("press/2028/")],
  ])("but not of %s", (_, scope) =>
    expect(surrogateKeys(ACCOUNT, [hero])).not.toContain(surrogateKeyOf(ACCOUNT, scope)),
  );

  test("however deep it lies", () => {
    const deep = { ...hero, path: `${"a/".repeat(40)}hero.jpg` };
    expect(surrogateKeys(ACCOUNT, [deep])).toContain(surrogateKeyOf(ACCOUNT, prefix("a/".repeat(30))));
  });

  test("and by those of its watermark", () =>
    expect(surrogateKeys(ACCOUNT, [hero, { ...hero, fileId: "fil_2" }])).toContain(
      surrogateKeyOf(ACCOUNT, { kind: "file", fileId: "fil_2" }),
    ));
});

describe("keys", () => {
  test("tell nothing, and are each account's own", () => {
    const [mine, theirs] = [ACCOUNT, "acc_2"].map((account) => surrogateKeys(account, [{ ...hero }]) ?? []);
    expect(mine?.every((key) => /^[0-9a-f]{12}$/.test(key))).toBe(true);
    expect(mine?.filter((key) => theirs?.includes(key))).toEqual([]);
  });

  test("that are too many for headers are none", () => {
    const tags = Array.from({ length: 200 }, (_, n) => `tag ${n}`);
    expect(surrogateKeys(ACCOUNT, [{ ...hero, tags }])).toBeNull();
  });
});
