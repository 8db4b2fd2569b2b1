"use client";

import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import type { MediaSettings } from "@/lib/share-links/input";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";
import { undoing } from "../../undoing";
import { editLinkAction } from "./actions";
import { LinkFields } from "./link-fields";
import { useLinkForm } from "./use-link-form";

type Props = { account: string; link: LinkRow; rules: MediaSettings; onChanged: () => void; onClose: () => void };

/** Changes a link; its address stays. What was before comes back with Undo, except for a passcode. */
export function EditLinkForm({ account, link, rules, onChanged, onClose }: Props) {
  const { faults, pending, submit } = useLinkForm(
    (settings) => editLinkAction(account, { linkId: link.id, ...settings }),
    ({ before }) => {
      const back = async () => {
        const result = await editLinkAction(account, before);
        onChanged();
        return result;
      };
      toast({ message: "Link changed", undo: undoing(back) });
      onChanged();
      onClose();
    },
  );
  return (
    <form noValidate onSubmit={submit} aria-label="Change the link" className="grid gap-3">
      <LinkFields kind={link.kind} link={link} rules={rules} faults={faults} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="sm" pending={pending}>
          Save link
        </Button>
        <Button look="quiet" size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
