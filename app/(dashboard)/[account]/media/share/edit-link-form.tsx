"use client";

import { toast } from "@/components/overlay/toast";
import type { MediaSettings } from "@/lib/share-links/input";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { editLinkAction } from "./actions";
import { LinkFields } from "./link-fields";
import { LinkForm } from "./link-form";
import { useLinkForm } from "./use-link-form";

type Props = { account: string; link: LinkRow; rules: MediaSettings; onChanged: () => void; onClose: () => void };

/** Changes a link; its address stays. What was before comes back with Undo, except for a passcode. */
export function EditLinkForm({ account, link, rules, onChanged, onClose }: Props) {
  const form = useLinkForm(
    (settings) => editLinkAction(account, { linkId: link.id, ...settings }),
    ({ before }) => {
      const back = async () => {
        const result = await answered(editLinkAction(account, before));
        onChanged();
        return result;
      };
      toast({ message: "Link changed", undo: undoing(back) });
      onChanged();
      onClose();
    },
  );
  return (
    <LinkForm label="Change the link" submit="Save link" form={form} onClose={onClose}>
      <LinkFields kind={link.kind} link={link} rules={rules} faults={form.faults} />
    </LinkForm>
  );
}
