"use client";

import { Folder, Tag as TagIcon, Tags } from "lucide-react";
import { type ReactNode, useState, useTransition } from "react";
import { PopoverButton } from "@/components/overlay/popover";
import { TextField } from "@/components/ui/field";
import { answered } from "../../answered";
import { findMediaAction } from "../actions";

type Props = { account: string; onAdd: (line: string) => void };
type Found = { folders: { id: string; name: string; above: string[] }[]; tags: string[] };

/** Finds folders and tags of the library by their names, and adds them as lines. */
export function AddMedia(props: Props) {
  return (
    <PopoverButton size="sm" icon={<Tags aria-hidden />} title="Folder or tag" panel={<Panel {...props} />}>
      Folder or tag
    </PopoverButton>
  );
}

function Panel({ account, onAdd }: Props) {
  const [found, setFound] = useState<Found>();
  const [, startTransition] = useTransition();
  const look = (text: string) =>
    startTransition(async () => {
      const result = await answered(findMediaAction(account, { text }));
      setFound(result.ok ? result.data : undefined);
    });
  const isEmpty = found && found.folders.length + found.tags.length === 0;
  return (
    <div className="grid w-[280px] gap-2">
      <TextField label="Name" autoComplete="off" onChange={(event) => look(event.target.value.trim())} />
      <ul aria-label="Found" className="text-13">
        {found?.folders.map(({ id, name, above }) => (
          <Choice key={id} icon={<Folder aria-hidden />} note={above.join(" / ")} onPick={() => onAdd(`folder:${id}`)}>
            {name}
          </Choice>
        ))}
        {found?.tags.map((tag) => (
          <Choice key={tag} icon={<TagIcon aria-hidden />} onPick={() => onAdd(`tag:${tag}`)}>
            {tag}
          </Choice>
        ))}
      </ul>
      {isEmpty && <p className="text-12 text-ink-2">No folder and no tag is called like this.</p>}
    </div>
  );
}

type ChoiceProps = { icon: ReactNode; note?: string; onPick: () => void; children: string };

const Choice = ({ icon, note, onPick, children }: ChoiceProps) => (
  <li>
    <button
      type="button"
      onClick={onPick}
      className="flex w-full items-center gap-2 rounded-control px-2 py-1.5 text-left hover:bg-surface-2"
    >
      {icon}
      <span className="min-w-0">
        <span className="block truncate">{children}</span>
        {note && <span className="block truncate text-12 text-ink-3">{note}</span>}
      </span>
    </button>
  </li>
);
