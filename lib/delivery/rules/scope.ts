/** What a purge reaches. A folder reaches all that lies below it, a prefix every path that begins with it. */
export type PurgeScope =
  | { kind: "path"; sourceId: string; path: string }
  | { kind: "prefix"; sourceId: string; prefix: string }
  | { kind: "source"; sourceId: string }
  | { kind: "file"; fileId: string }
  | { kind: "folder"; folderId: string }
  | { kind: "tag"; tag: string };

/** What a result was made of. One with a watermark has two. */
export type Ingredient = {
  sourceId: string;
  path: string;
  fileId: string | null;
  folderIds: readonly string[];
  tags: readonly string[];
};

/** Paths are kept without the slash at their beginning. */
const bare = (path: string): string => path.replace(/^\/+/, "");

/** The columns in which a scope is kept. */
export function toMark(scope: PurgeScope): {
  kind: PurgeScope["kind"];
  sourceId: string | null;
  target: string | null;
} {
  switch (scope.kind) {
    case "path":
      return { kind: "path", sourceId: scope.sourceId, target: bare(scope.path) };
    case "prefix":
      return { kind: "prefix", sourceId: scope.sourceId, target: bare(scope.prefix) };
    case "source":
      return { kind: "source", sourceId: scope.sourceId, target: null };
    case "file":
      return { kind: "file", sourceId: null, target: scope.fileId };
    case "folder":
      return { kind: "folder", sourceId: null, target: scope.folderId };
    case "tag":
      return { kind: "tag", sourceId: null, target: scope.tag };
  }
}
