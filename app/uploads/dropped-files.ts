/** A file with the folders that it was dropped in, as in `["Campaigns", "Spring"]`. */
type DroppedFile = { file: File; folders: string[] };

/**
 * `folders`: all that were dropped, those with nothing in them too, each from the top down. `unread`: files that the browser
 * could not read, and folders of which it could not list everything.
 */
export type Dropped = { files: DroppedFile[]; folders: string[][]; unread: { name: string; folders: string[] }[] };

/** What systems leave in folders for themselves. */
const LITTER = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

/** Files and whole folders of a drop. What was dropped must be asked for at once; the browser forgets it after the event. */
export function readDrop(transfer: DataTransfer): Promise<Dropped> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return Promise.resolve({ files: filesOf(transfer.files), folders: [], unread: [] });
  return readEntries(entries);
}

/** The files of a folder that was chosen with a button, which the browser lists with their paths. */
export function readChosen(list: FileList): Dropped {
  const files = filesOf(list);
  const paths = new Map(files.map(({ folders }) => [folders.join("/"), folders]));
  return { files, folders: [...paths.values()].filter(({ length }) => length > 0), unread: [] };
}

const filesOf = (list: FileList): DroppedFile[] =>
  [...list]
    .filter(({ name }) => !LITTER.has(name))
    .map((file) => ({ file, folders: file.webkitRelativePath.split("/").slice(0, -1) }));

/** What cannot be read holds up nothing else. */
async function readEntries(entries: readonly FileSystemEntry[], above: string[] = []): Promise<Dropped> {
  const all: Dropped = { files: [], folders: [], unread: [] };
  for (const entry of entries) {
    const { name } = entry;
    if (isFile(entry) && !LITTER.has(name)) {
      const file = await fileOf(entry).catch(() => null);
      if (file) all.files.push({ file, folders: above });
      else all.unread.push({ name, folders: above });
    }
    if (!isDirectory(entry)) continue;
    const path = [...above, name];
    const listed: FileSystemEntry[] = [];
    const isWhole = await listInto(listed, entry).then(
      () => true,
      () => false,
    );
    if (!isWhole) all.unread.push({ name, folders: above });
    const inside = await readEntries(listed, path);
    all.folders.push(path, ...inside.folders);
    all.files.push(...inside.files);
    all.unread.push(...inside.unread);
  }
  return all;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** A browser tells about a hundred at a time, and nothing once it has told all. */
async function listInto(all: FileSystemEntry[], directory: FileSystemDirectoryEntry): Promise<void> {
  const reader = directory.createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    all.push(...some);
  }
}
