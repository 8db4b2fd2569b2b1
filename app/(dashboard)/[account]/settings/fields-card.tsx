"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { confirm } from "@/components/overlay/confirm";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import { MenuButton } from "@/components/overlay/menu";
import { Card } from "@/components/ui/card";
import type { Field } from "@/lib/media/queries/fields";
import { answered } from "../answered";
import { deleteFieldAction } from "./field-actions";
import { FIELD_KIND_LABELS } from "./field-kinds";

const FieldDialog = lazy(() => import("./field-dialog"));
const AddField = lazyOverlay<{ account: string }>(() => import("./field-dialog"), "dialog");

/** What files can be described by beside tags; whoever may edit a file fills it in. */
export function FieldsCard({ account, fields }: { account: string; fields: readonly Field[] }) {
  const [edited, setEdited] = useState<Field | null>(null);
  return (
    <Card
      title="Metadata fields"
      note="Every file can have a value for each of them, and is found by it"
      footer={
        <AddField icon={<Plus aria-hidden />} overlay={{ account }}>
          Add field
        </AddField>
      }
    >
      {fields.length === 0 && <p className="text-13 text-ink-2">There are none yet. Tags need no field.</p>}
      <ul aria-label="Metadata fields">
        {fields.map((field) => (
          <li key={field.id} className="flex min-h-11 items-center gap-3 border-t border-line text-13 first:border-t-0">
            <span className="min-w-0 py-1.5">
              <span className="block font-strong">{field.name}</span>
              <span className="block truncate text-12 text-ink-2">
                {[FIELD_KIND_LABELS[field.kind], field.choices.join(", ")].filter(Boolean).join(": ")}
              </span>
            </span>
            <span className="ml-auto flex-none">
              <MenuButton
                size="sm"
                label={`Actions for ${field.name}`}
                groups={[
                  [{ id: "edit", label: "Edit…", icon: <Pencil aria-hidden />, run: () => setEdited(field) }],
                  [
                    {
                      id: "delete",
                      label: "Delete…",
                      icon: <Trash2 aria-hidden />,
                      danger: true,
                      run: () => removeField(account, field),
                    },
                  ],
                ]}
              />
            </span>
          </li>
        ))}
      </ul>
      {edited && (
        <Suspense fallback={null}>
          <FieldDialog account={account} field={edited} isOpen onOpenChange={() => setEdited(null)} />
        </Suspense>
      )}
    </Card>
  );
}

const removeField = (account: string, { id, name }: Field) =>
  confirm({
    title: `Delete ${name}`,
    body: "Every file loses its value for this field, for good.",
    action: "Delete field",
    run: async () => {
      const result = await answered(deleteFieldAction(account, { fieldId: id }));
      return result.ok ? undefined : result.message;
    },
  });
