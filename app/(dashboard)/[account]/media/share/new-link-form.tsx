"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Segment } from "@/components/ui/segment";
import type { MediaSettings } from "@/lib/share-links/input";
import { createLinkAction } from "./actions";
import { LinkFields } from "./link-fields";
import { itemOf, type SharedItem } from "./shared-item";
import { useLinkForm } from "./use-link-form";

type Props = { account: string; item: SharedItem; defaults: MediaSettings; onClose: () => void };

const KINDS = [
  { value: "view", label: "Show it" },
  { value: "request", label: "Ask for files" },
] as const;

/** A link that shows a thing, or one that asks for files into a folder and shows nothing of it. */
export function NewLinkForm({ account, item, defaults, onClose }: Props) {
  const [kind, setKind] = useState<"view" | "request">("view");
  const { faults, pending, submit } = useLinkForm(
    (settings) => createLinkAction(account, { item: itemOf(item), kind, ...settings }),
    onClose,
  );
  return (
    <form
      noValidate
      onSubmit={submit}
      aria-label="New link"
      className="grid gap-3 rounded-card border border-line-2 p-3"
    >
      {item.kind === "folder" && (
        <Segment
          label="What visitors may do"
          options={KINDS}
          value={kind}
          onChange={setKind}
          hint={
            kind === "request"
              ? "They put files into the folder and see nothing of it. The files are yours."
              : undefined
          }
        />
      )}
      <LinkFields kind={kind} rules={defaults} faults={faults} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="sm" pending={pending}>
          Create link
        </Button>
        <Button look="quiet" size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
