"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { MediaSettings } from "@/lib/share-links/input";
import { LinkRulesFields, useLinkRules } from "./link-rules-form";

export function LinkRulesCard({ account, saved }: { account: string; saved: MediaSettings }) {
  const { fault, pending, save } = useLinkRules(account, () => undefined);
  return (
    <form onSubmit={save} noValidate>
      <Card
        title="Share links"
        note="For links made or changed from now on"
        footer={
          <Button type="submit" look="primary" pending={pending}>
            Save link rules
          </Button>
        }
      >
        <LinkRulesFields saved={saved} fault={fault} />
      </Card>
    </form>
  );
}
