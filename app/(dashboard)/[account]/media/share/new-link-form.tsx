"use client";

import { useState } from "react";
import { Segment } from "@/components/ui/segment";
import type { MediaSettings } from "@/lib/share-links/input";
import { useOnce } from "../../use-once";
import { createLinkAction } from "./actions";
import { LinkFields } from "./link-fields";
import { LinkForm } from "./link-form";
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
  const createLink = useOnce(createLinkAction);
  const form = useLinkForm((settings) => createLink(account, { item: itemOf(item), kind, ...settings }), onClose);
  return (
    <LinkForm
      label="New link"
      submit="Create link"
      form={form}
      onClose={onClose}
      className="rounded-card border border-line-2 p-3"
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
      <LinkFields kind={kind} rules={defaults} faults={form.faults} />
    </LinkForm>
  );
}
