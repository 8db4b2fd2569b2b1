import type { ReactNode } from "react";
import { CopyableId } from "@/components/ui/copy-button";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { FileDetails as File } from "@/lib/media/queries/find-file";
import type { FolderRow } from "@/lib/media/queries/rows";
import { FILE_TYPES } from "@/lib/media/rules/file-types";
import { collectionHref, folderHref } from "../addresses";
import { Bytes } from "../bytes";
import { labelOf } from "../share/levels";
import { MetadataFields } from "./metadata-fields";
import { PreviewButton } from "./preview-button";
import { TagsField } from "./tags-field";

const fact = (term: string, value: Definition["value"] | null): Definition[] => (value ? [{ term, value }] : []);

type FileProps = { account: string; file: File; delivery: ReactNode };

export function FileDetails({ account, file, delivery }: FileProps) {
  const folder = file.breadcrumbs.at(-1);
  const exif = Object.entries(file.exif);
  return (
    <div className="grid gap-5">
      <PreviewButton account={account} file={file} />
      {file.flaw && <p className="text-13 text-ink-2">There is no picture of it: {file.flaw}</p>}
      {file.isNew && <p className="text-13 text-ink-2">Its picture is being made.</p>}
      <TagsField account={account} fileId={file.id} tags={file.tags} fixed={!file.can.tag} />
      {file.fields.length > 0 && (
        <MetadataFields account={account} fileId={file.id} fields={file.fields} fixed={!file.can.editMetadata} />
      )}
      {delivery}
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
          ...fact(
            "Collections",
            file.collections.length > 0 && (
              <span className="flex flex-wrap gap-x-3">
                {file.collections.map(({ id, name }) => (
                  <Link key={id} className="link-text" href={collectionHref(account, id)}>
                    {name}
                  </Link>
                ))}
              </span>
            ),
          ),
          ...fact("Owner", file.owner?.name ?? null),
          { term: "Added", value: <Time value={file.createdAt} as="datetime" /> },
          { term: "Changed", value: <Time value={file.updatedAt} as="datetime" /> },
          { term: "Version", value: `${file.version} of ${file.versions}` },
          { term: "Your level", value: labelOf(file.level) },
          { term: "Path", value: <CopyableId value={pathOf(file)} label="Copy path" /> },
          { term: "ID", value: <CopyableId value={file.id} label="Copy ID" /> },
        ]}
      />
      {exif.length > 0 && (
        <section aria-label="Camera">
          <h3 className="label-text mb-1">Camera</h3>
          <DefinitionList items={exif.map(([term, value]) => ({ term, value }))} />
        </section>
      )}
    </div>
  );
}

/** From the topmost folder that is open to the reader. */
const pathOf = ({ breadcrumbs, name }: Pick<File, "breadcrumbs" | "name">) =>
  [...breadcrumbs.map((crumb) => crumb.name), name].join("/");

export function FolderDetails({ folder, delivery }: { folder: FolderRow; delivery: ReactNode }) {
  return (
    <div className="grid gap-5">
      {delivery}
      <DefinitionList
        items={[
          { term: "Files right in it", value: formatCount(folder.fileCount, { one: "file", other: "files" }) },
          ...fact("Owner", folder.owner?.name ?? null),
          { term: "Made", value: <Time value={folder.createdAt} as="datetime" /> },
          { term: "Your level", value: labelOf(folder.level) },
          { term: "ID", value: <CopyableId value={folder.id} label="Copy ID" /> },
        ]}
      />
    </div>
  );
}
