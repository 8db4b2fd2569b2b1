"use client";

import { Download, Pencil, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { confirm } from "@/components/overlay/confirm";
import { MenuButton } from "@/components/overlay/menu";
import { toast } from "@/components/overlay/toast";
import type { CollectionRow } from "@/lib/media/queries/rows";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { deleteCollectionAction, editCollectionAction } from "../actions";
import { folderHref } from "../addresses";

const CollectionForm = lazy(() => import("./collection-form").then((file) => ({ default: file.CollectionForm })));

/** What can be done to the collection that is shown. */
export function CollectionMenu({ account, collection }: { account: string; collection: CollectionRow }) {
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  const { id, name, description, can } = collection;
  const remove = () =>
    confirm({
      title: `Delete ${name}`,
      body: "The files stay where they are. Whoever could see them through this collection alone can see them no longer, and its links open nothing.",
      action: "Delete collection",
      run: async () => {
        const result = await answered(deleteCollectionAction(account, { collectionId: id }));
        if (!result.ok) return result.message;
        router.push(folderHref(account, null) as Route);
      },
    });
  return (
    <>
      <MenuButton
        label={`Actions for ${name}`}
        groups={[
          can.zip
            ? [
                {
                  id: "zip",
                  label: "Download as zip",
                  icon: <Download aria-hidden />,
                  run: () => location.assign(`/api/media/${account}/zip?collection=${id}`),
                },
              ]
            : [],
          can.rename
            ? [{ id: "rename", label: "Rename…", icon: <Pencil aria-hidden />, run: () => setEditing(true) }]
            : [],
          can.delete
            ? [{ id: "delete", label: "Delete…", icon: <Trash2 aria-hidden />, danger: true, run: remove }]
            : [],
        ]}
      />
      {editing && (
        <Suspense fallback={null}>
          <CollectionForm
            isOpen
            onOpenChange={setEditing}
            title={`Rename ${name}`}
            action="Rename collection"
            saved={{ name, description }}
            save={async (wanted) => {
              const result = await answered(editCollectionAction(account, { collectionId: id, ...wanted }));
              if (result.ok)
                toast({
                  message: `${name} is now ${wanted.name}`,
                  undo: undoing(() => editCollectionAction(account, result.data.before)),
                });
              return result;
            }}
          />
        </Suspense>
      )}
    </>
  );
}
