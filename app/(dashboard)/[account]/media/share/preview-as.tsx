"use client";

import { ArrowLeft } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { previewHref } from "../addresses";
import { ChoosePerson, type Somebody } from "./choose-person";
import type { SharedItem } from "./shared-item";

type Props = { account: string; item: SharedItem; known: readonly Somebody[]; onBack: () => void };

/** Chooses through whose eyes to look at this thing. */
export function PreviewAs({ account, item, known, onBack }: Props) {
  return (
    <div className="grid gap-4">
      <Button look="quiet" size="sm" className="justify-self-start" icon={<ArrowLeft aria-hidden />} onClick={onBack}>
        Who has access
      </Button>
      <p className="text-13 text-ink-2">
        You see {item.name} as they find it: what is open to them in it, and what they can do. Nothing is told to them,
        and nothing is counted as theirs.
      </p>
      <ChoosePerson
        account={account}
        label="Through whose eyes"
        known={known}
        offer={(one) => (
          <ButtonLink size="sm" href={previewHref(account, one.id, item)}>
            Look <span className="sr-only">as {one.name}</span>
          </ButtonLink>
        )}
      />
    </div>
  );
}
