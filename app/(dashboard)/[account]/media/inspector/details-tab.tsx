import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { FileDetails as File } from "@/lib/media/queries/find-file";
import type { FolderRow } from "@/lib/media/queries/rows";
import { FILE_TYPES } from "@/lib/media/rules/types";
import { folderHref } from "../addresses";
import { Bytes } from "../bytes";
import { ItemPicture } from "../item-picture";
import { labelOf } from "../share/levels";
import { TagsField } from "./tags-field";

const fact = (term: string, value: Definition["value"] | null): Definition[] => (value ? [{ term, value }] : []);

export function FileDetails({ account, file }: { account: string; file: File }) {
  const folder = file.breadcrumbs.at(-1);
  return (
    <div className="grid gap-5">
      <div className="h-64 rounded-card bg-surface-2 p-2">
        <ItemPicture account={account} row={file} large />
      </div>
      {file.flaw && <p className="text-13 text-ink-2">There is no picture of it: {file.flaw}</p>}
      <TagsField account={account} fileId={file.id} tags={file.tags} fixed={!file.can.tag} />
      <DefinitionList
        items={[
          { term: "Type", value: `${FILE_TYPES[file.type].label}, ${file.mime}` },
          { term: "Size", value: <Bytes value={file.size} /> },
          ...fact("Dimensions", file.width && file.height && `${file.width} × ${file.height}`),
          ...fact(
            "Folder",
            folder && (
              <Link className="link-text" href={folderHref(account, folder.id)}>
                {folder.name}
              </Link>
            ),
          ),
          ...fact("Collections", file.collections.map(({ name }) => name).join(", ")),
          ...fact("Owner", file.owner?.name ?? null),
          { term: "Added", value: <Time value={file.createdAt} as="datetime" /> },
          { term: "Changed", value: <Time value={file.updatedAt} as="datetime" /> },
          { term: "Version", value: `${file.version} of ${file.versions}` },
          { term: "Your level", value: labelOf(file.level) },
          ...file.fields.flatMap(({ name, value }) => fact(name, value === null ? null : String(value))),
          ...Object.entries(file.exif).map(([term, value]) => ({ term, value })),
        ]}
      />
    </div>
  );
}

export function FolderDetails({ folder }: { folder: FolderRow }) {
  return (
    <DefinitionList
      items={[
        { term: "Files right in it", value: formatCount(folder.fileCount, { one: "file", other: "files" }) },
        ...fact("Owner", folder.owner?.name ?? null),
        { term: "Made", value: <Time value={folder.createdAt} as="datetime" /> },
        { term: "Your level", value: labelOf(folder.level) },
      ]}
    />
  );
}
