"use client";

import { FormCard } from "@/components/ui/form-card";
import type { MediaSettings } from "@/lib/share-links/input";
import { LinkRulesFields, useLinkRules } from "./link-rules-form";

export function LinkRulesCard({ account, saved }: { account: string; saved: MediaSettings }) {
  const { fault, pending, save } = useLinkRules(account, () => undefined);
  return (
    <FormCard
      title="Share links"
      note="For links made or changed from now on"
      submit="Save link rules"
      pending={pending}
      onSubmit={save}
    >
      <LinkRulesFields saved={saved} fault={fault} />
    </FormCard>
  );
}
