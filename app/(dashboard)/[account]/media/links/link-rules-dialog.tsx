"use client";

import { FormDialog } from "@/components/overlay/form-dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import type { MediaSettings } from "@/lib/share-links/input";
import { LinkRulesFields, useLinkRules } from "./link-rules-form";

type Props = OverlayProps & { account: string; saved: MediaSettings };

/** For those who set the rules and do not run the account. */
export default function LinkRulesDialog({ isOpen, onOpenChange, account, saved }: Props) {
  const { fault, pending, save } = useLinkRules(account, () => onOpenChange(false));
  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Rules for links"
      description="For links made or changed from now on"
      size="sm"
      onSubmit={save}
      submit="Save link rules"
      pending={pending}
    >
      <LinkRulesFields saved={saved} fault={fault} />
    </FormDialog>
  );
}
