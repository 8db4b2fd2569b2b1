"use client";

import { Dialog } from "@/components/overlay/dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { Button } from "@/components/ui/button";
import type { MediaSettings } from "@/lib/share-links/input";
import { LinkRulesFields, useLinkRules } from "./link-rules-form";

type Props = OverlayProps & { account: string; saved: MediaSettings };

/** For those who set the rules and do not run the account. */
export default function LinkRulesDialog({ isOpen, onOpenChange, account, saved }: Props) {
  const { fault, pending, save } = useLinkRules(account, () => onOpenChange(false));
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Rules for links"
      description="For links made or changed from now on"
      size="sm"
      onSubmit={save}
      footer={
        <Button type="submit" look="primary" pending={pending} className="ml-auto">
          Save link rules
        </Button>
      }
    >
      <LinkRulesFields saved={saved} fault={fault} />
    </Dialog>
  );
}
