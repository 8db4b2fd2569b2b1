import { expect, test } from "vitest";
import { readDrop } from "@/app/uploads/dropped-files";

type Entry = { name: string; isFile: boolean; isDirectory: boolean };

const refused = () => Promise.reject(new DOMException("It cannot be read.", "NotReadableError"));

/** As a browser hands it over; `bytes` null is a file that cannot be read. */
const file = (name: string, bytes: string | null = "bytes") => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (resolve: (read: File) => void, reject: (why: unknown) => void) =>
    bytes === null ? refused().catch(reject) : resolve(new File([bytes], name)),
});

/** `isWhole` false: it breaks off after what is named. */
function folder(name: string, entries: Entry[], isWhole = true) {
  const answers = entries.length > 0 ? [entries] : [];
  const readEntries = (resolve: (some: Entry[]) => void, reject: (why: unknown) => void) => {
    const some = answers.shift();
    if (some) resolve(some);
    else if (isWhole) resolve([]);
    else refused().catch(reject);
  };
  return { name, isFile: false, isDirectory: true, createReader: () => ({ readEntries }) };
}

const drop = (entries: Entry[]) =>
  readDrop({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) } as unknown as DataTransfer);

test("what can be read of a drop is read, and the rest is told by its name and place", async () => {
  const { files, folders, unread } = await drop([
    file("locked.txt", null),
    file("hero.txt"),
    folder("Shoot", [file("closed.txt", null), folder("Raw", [file("one.txt")], false), file("two.txt")]),
    folder("Sealed", [], false),
  ]);
  expect(files.map(({ file: { name }, folders: path }) => [...path, name].join("/"))).toEqual([
    "hero.txt",
    "Shoot/Raw/one.txt",
    "Shoot/two.txt",
  ]);
  expect(folders).toEqual([["Shoot"], ["Shoot", "Raw"], ["Sealed"]]);
  expect(unread).toEqual([
    { name: "locked.txt", folders: [] },
    { name: "closed.txt", folders: ["Shoot"] },
    { name: "Raw", folders: ["Shoot"] },
    { name: "Sealed", folders: [] },
  ]);
});
