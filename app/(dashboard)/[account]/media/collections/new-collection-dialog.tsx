"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { useOnce } from "../../use-once";
import { createCollectionAction } from "../actions";
import { collectionHref } from "../addresses";
import { CollectionForm } from "./collection-form";

export default function NewCollectionDialog({ account, ...dialog }: OverlayProps & { account: string }) {
  const router = useRouter();
  const createCollection = useOnce(createCollectionAction);
  return (
    <CollectionForm
      isOpen={dialog.isOpen}
      onOpenChange={dialog.onOpenChange}
      title="New collection"
      action="Make collection"
      save={async (wanted) => {
        const result = await createCollection(account, wanted);
        if (result.ok) router.push(collectionHref(account, result.data.id) as Route);
        return result;
      }}
    />
  );
}
