import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Time } from "@/components/ui/time";
import { FILE_TYPES } from "@/lib/media/rules/file-types";
import type { SeenAs } from "@/lib/shares/queries/see-as";
import { Bytes } from "../bytes";
import { ItemPicture } from "../item-picture";

type File = NonNullable<NonNullable<SeenAs["seen"]>["file"]>;

/** A file with what is told of it to those who only look. */
export function SeenFile({ account, file }: { account: string; file: File }) {
  return (
    <div className="grid content-start gap-5">
      <div className="h-[min(52vh,520px)] rounded-card bg-surface-2 p-4 max-md:h-72 max-md:p-2">
        <ItemPicture account={account} row={file} large />
      </div>
      <DefinitionList items={factsOf(file)} />
    </div>
  );
}

const factsOf = ({ type, mime, size, width, height, tags, fields, createdAt }: File): Definition[] => [
  { term: "Type", value: `${FILE_TYPES[type].label}, ${mime}` },
  { term: "Size", value: <Bytes value={size} /> },
  ...(width && height ? [{ term: "Dimensions", value: `${width} × ${height}` }] : []),
  ...(tags.length > 0 ? [{ term: "Tags", value: tags.join(", ") }] : []),
  ...fields.flatMap(({ name, value }) => (value === null ? [] : [{ term: name, value: String(value) }])),
  { term: "Added", value: <Time value={createdAt} as="datetime" /> },
];
