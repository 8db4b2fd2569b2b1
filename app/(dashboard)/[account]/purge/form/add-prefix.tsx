"use client";

import { FolderTree } from "lucide-react";
import { PopoverButton } from "@/components/overlay/popover";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { SiteSource } from "@/lib/purge/rules/read-line";

type Props = { sources: readonly SiteSource[]; onAdd: (line: string) => void };

/** Adds all of a source that begins in some way, or all of it, as a line. */
export function AddPrefix({ sources, onAdd }: Props) {
  return (
    <PopoverButton
      size="sm"
      icon={<FolderTree aria-hidden />}
      title="Source or prefix"
      panel={
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const chosen = new FormData(event.currentTarget);
            onAdd(`/i/${String(chosen.get("slug"))}/${String(chosen.get("prefix")).replaceAll(/^\/+|\*+$/g, "")}*`);
          }}
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
          <Button type="submit" look="primary" size="sm">
            Add line
          </Button>
        </form>
      }
    >
      Source or prefix
    </PopoverButton>
  );
}
