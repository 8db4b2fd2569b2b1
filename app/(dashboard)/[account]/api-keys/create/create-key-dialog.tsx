"use client";

import { useMemo, useState } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { useEnvironment } from "@/components/ui/environment";
import { Avatar } from "@/components/ui/person";
import { effectiveOfDraft } from "../../access-editor/access-draft";
import { createKeyAction } from "../actions";
import { errorsOf, type FieldErrors, newDraft, toInput } from "../form/key-draft";
import { KeyFields } from "../form/key-fields";
import { KeySummary } from "../form/key-summary";
import { samplesFor, VARIABLE } from "../form/samples";
import { reveal } from "../reveal/reveal";
import { useOnce } from "../../use-once";
import type { CreateKeyProps } from "./create-key-button";

/** What was chosen stays when the dialog is closed without creating. */
export default function CreateKeyDialog({
  account,
  url,
  owner,
  latest,
  sources,
  isOpen,
  onOpenChange,
  triggerRef,
}: OverlayProps & CreateKeyProps) {
  const { zone } = useEnvironment();
  const bounds = useMemo(() => ({ zone, latest }), [zone, latest]);
  const [draft, setDraft] = useState(() => newDraft(bounds));
  // The same draft sent again is the same request, to the second at which the key ends.
  const input = useMemo(() => toInput(draft, bounds), [draft, bounds]);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [pending, setPending] = useState(false);

  const createKey = useOnce(createKeyAction);

  const create = async () => {
    if (pending) return;
    if (draft.expiry.kind === "custom" && input.expiresAt === undefined)
      return setErrors({ expiresAt: "Choose the last day on which the key works." });
    setPending(true);
    const result = await createKey(account, input);
    setPending(false);
    if (!result.ok) return setErrors(errorsOf(result.message, result.fields));
    onOpenChange(false);
    reveal({ ...result.data, name: draft.name, expiresAt: input.expiresAt, opener: triggerRef.current });
    setDraft(newDraft(bounds));
    setErrors({});
  };

  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="xl"
      title="Create an API key"
      description="A key can do as much as you can, or less. Give it only what its job needs."
      onSubmit={() => void create()}
      aside={
        <>
          <KeySummary name={draft.name} held={effectiveOfDraft(draft.access)} />
          <CodeBlock samples={samplesFor(url)} highlight={`$${VARIABLE}`} />
          <Callout>
            If your own access shrinks later, this key shrinks with you. If you leave, an administrator can hand it
            over.
          </Callout>
        </>
      }
      note={<span className="text-12 text-ink-3 max-md:hidden">Shown once, right after you create it</span>}
      submit="Create key"
      pending={pending}
      refusal={errors.form}
    >
      <KeyFields
        draft={draft}
        errors={errors}
        holdable={owner.permissions}
        lacker="You don't"
        latest={latest}
        owner={<BelongsTo name={owner.name} />}
        sources={sources}
        onChange={setDraft}
      />
    </FormDialog>
  );
}

/** A person's key is their own: there is nothing to choose. */
function BelongsTo({ name }: { name: string }) {
  return (
    <div className="grid content-start gap-1.5">
      <span className="label-text">Belongs to</span>
      <span className="input flex items-center gap-2.5 font-strong">
        <Avatar name={name} size="xs" />
        <span className="truncate">{name}</span>
        <span className="font-normal text-ink-3">you</span>
      </span>
    </div>
  );
}
