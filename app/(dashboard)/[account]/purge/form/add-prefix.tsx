"use client";

import { FolderTree } from "lucide-react";
import { PopoverForm } from "@/components/overlay/popover-form";
import { TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { SiteSource } from "@/lib/purge/rules/read-line";

type Props = { sources: readonly SiteSource[]; onAdd: (line: string) => void };

/** Adds all of a source that begins in some way, or all of it, as a line. */
export function AddPrefix({ sources, onAdd }: Props) {
  return (
    <PopoverForm
      icon={<FolderTree aria-hidden />}
      title="Source or prefix"
      submit="Add line"
      onSubmit={(valueOf) => onAdd(`/i/${valueOf("slug")}/${valueOf("prefix").replaceAll(/^\/+|\*+$/g, "")}*`)}
    >
      <SelectField
        label="Source"
        name="slug"
        options={sources.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      <TextField
        label="Begins with"
        name="prefix"
        hint="As press/2027/. Empty: everything of the source."
        autoComplete="off"
        spellCheck={false}
      />
    </PopoverForm>
  );
}
