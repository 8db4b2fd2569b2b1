"use client";

import { ChevronRight, Folder } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Segment } from "@/components/ui/segment";
import { Loading } from "@/components/ui/skeleton";
import type { Clash } from "@/lib/media/input/change";
import { answered } from "../../answered";
import { findDestinationAction } from "../actions";
import type { Destination } from "../destinations";
import { idsOf, isFile, type MediaRow, nameOf } from "../item";
import type { TaskDialogProps } from "./task-dialog-props";
import type { Target } from "./works";

const WORDS = {
  move: {
    title: "Move",
    description: "Links and shares on it stay; what comes from the folder changes with the place.",
  },
  copy: {
    title: "Copy",
    description:
      "A copy is yours. It takes tags and metadata along, and the newest version; a folder, all that is in it.",
  },
};

const CLASHES: { value: Clash; label: string }[] = [
  { value: "keep", label: "Keep both" },
  { value: "version", label: "New version" },
  { value: "skip", label: "Leave it out" },
];

type Props = TaskDialogProps & {
  verb: "move" | "copy";
  rows: readonly MediaRow[];
  onChoose: (target: Target) => void;
};

/** Walks through the folders that are open to the reader; the one that is shown is chosen. */
export default function PlaceDialog({ account, verb, rows, onChoose, ...dialog }: Props) {
  const [folderId, setFolderId] = useState<string | null>(null);
  const [clash, setClash] = useState<Clash>("keep");
  const { place, problem } = usePlace(account, folderId);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (place) (list.current?.querySelector("button") ?? list.current)?.focus();
  }, [place]);
  const { title, description } = WORDS[verb];
  // Nothing goes into itself.
  const going = new Set(idsOf(rows));
  const folders = place?.folders.filter(({ id }) => !going.has(id)) ?? [];
  return (
    <Dialog
      {...dialog}
      title={`${title} ${nameOf(rows)}`}
      description={description}
      onSubmit={(event) => {
        event.preventDefault();
        if (place?.can[verb]) onChoose({ id: place.id, name: place.name, clash });
      }}
      footer={
        <Button type="submit" look="primary" keys="mod+enter" className="ml-auto" disabled={!place?.can[verb]}>
          {title} to {place?.name ?? "…"}
        </Button>
      }
    >
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
      {!place && !problem && <Loading />}
      {place && (
        <>
          <ol aria-label="Where it goes" className="flex flex-wrap items-center gap-1.5 text-13">
            {place.above.map((step) => (
              <li key={step.id} className="flex items-center gap-1.5">
                <button type="button" className="link-text" onClick={() => setFolderId(step.id)}>
                  {step.name}
                </button>
                <ChevronRight aria-hidden className="size-3 text-ink-3" />
              </li>
            ))}
            <li className="font-strong">{place.name}</li>
          </ol>
          <ul
            ref={list}
            tabIndex={-1}
            aria-label={`Folders in ${place.name}`}
            className="max-h-72 overflow-y-auto rounded-card border border-line"
          >
            {folders.map((folder) => (
              <li key={folder.id} className="border-t border-line first:border-t-0">
                <button
                  type="button"
                  className="flex w-full items-center gap-2.5 px-3 py-2 text-left text-13 hover:bg-surface-2"
                  onClick={() => setFolderId(folder.id)}
                >
                  <Folder aria-hidden className="size-4 flex-none text-ink-3" />
                  <span className="truncate">{folder.name}</span>
                  <ChevronRight aria-hidden className="ml-auto size-4 flex-none text-ink-3" />
                </button>
              </li>
            ))}
            {folders.length === 0 && <li className="px-3 py-2 text-13 text-ink-2">No folders in here.</li>}
          </ul>
          {(verb === "copy" || rows.some(isFile)) && (
            <Segment
              label="Where the name is there already"
              options={CLASHES}
              value={clash}
              onChange={setClash}
              hint={HINTS[verb][clash]}
            />
          )}
        </>
      )}
    </Dialog>
  );
}

const VERSION = "What is there keeps its owner, shares and links, and gets this content as its newest version.";
const HINTS: Record<"move" | "copy", Record<Clash, string>> = {
  move: {
    keep: "What comes gets a number after its name.",
    version: `${VERSION} What came goes to the trash.`,
    skip: "It stays where it is.",
  },
  copy: {
    keep: "What comes gets a number after its name.",
    version: `${VERSION} A folder takes in what comes.`,
    skip: "It is not copied.",
  },
};

/** The folder that is looked into; an answer that comes too late is dropped. */
function usePlace(account: string, folderId: string | null) {
  const [place, setPlace] = useState<Destination>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let late = false;
    void answered(findDestinationAction(account, { folderId })).then((result) => {
      if (late) return;
      if (result.ok) setPlace(result.data);
      setProblem(result.ok ? undefined : result.message);
    });
    return () => {
      late = true;
    };
  }, [account, folderId]);
  return { place, problem };
}
