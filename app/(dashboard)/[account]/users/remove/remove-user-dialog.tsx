"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import type { Preview } from "@/lib/access/queries/preview/preview-change";
import { formatNumber } from "@/lib/format";
import { answered } from "../../answered";
import { previewChangeAction } from "../../access-editor/actions";
import { removeUserAction } from "../actions";
import { Consequences } from "../../access-editor/consequences";
import { KeyFate } from "./key-fate";
import { isWide, type Leaver } from "./leaver";

type Fate = "revoke" | { handTo: string };

/** Asks where the keys of a leaver go, shows what stops, and wants the name where much does. */
export default function RemoveUserDialog({
  account,
  leaver,
  closeHref,
  onClose,
}: {
  account: string;
  leaver: Leaver;
  closeHref: string;
  onClose: () => void;
}) {
  const router = useRouter();
  const { id: memberId, name, keys } = leaver;
  const [fate, setFate] = useState<Fate | null>(keys.length > 0 ? null : "revoke");
  const [typed, setTyped] = useState("");
  const [note, setNote] = useState("");
  const [preview, setPreview] = useState<Preview | null>(null);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  useEffect(() => {
    if (fate === null) return;
    let stale = false;
    void answered(previewChangeAction(account, { kind: "remove", memberId, keys: fate })).then((result) => {
      if (stale) return;
      if (result.ok) setPreview(result.data);
      setRefusal(result.ok ? null : result.message);
    });
    return () => {
      stale = true;
    };
  }, [account, memberId, fate]);

  const wide = isWide(leaver);
  const ready = fate !== null && (!wide || typed.trim() === name) && preview?.refusals.length === 0;
  const remove = async () => {
    if (!ready || pending || fate === null) return;
    setPending(true);
    const result = await answered(
      removeUserAction(account, { memberId, keys: fate, ...(note.trim() && { note: note.trim() }) }),
    );
    setPending(false);
    if (!result.ok) return setRefusal(result.message);
    router.replace(closeHref as Route, { scroll: false });
    onClose();
    toast(`${name} is removed`);
  };

  return (
    <Dialog
      role="alertdialog"
      isOpen
      onOpenChange={onClose}
      title={`Remove ${name}?`}
      description="The account closes for them at once. What they made stays. This cannot be taken back, but they can be invited again."
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
      footer={
        <>
          {preview && (
            <span className="mr-auto text-ink-2 max-md:basis-full">
              {formatNumber(preview.seats.used, "en")} of {formatNumber(preview.seats.limit, "en")} seats used
              afterwards
            </span>
          )}
          <Button className="ml-auto" look="quiet" data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="danger" disabled={!ready} pending={pending}>
            Remove person
          </Button>
        </>
      }
    >
      {keys.length > 0 && <KeyFate account={account} leaver={leaver} fate={fate} onChange={setFate} />}
      <Consequences account={account} name={name} preview={preview} whyGroups="" />
      <TextField
        label="Note for the audit log"
        hint="Optional, such as the reason."
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {wide && (
        <TextField
          autoComplete="off"
          label={
            <>
              Type <b className="text-ink">{name}</b> to confirm
            </>
          }
          hint={wide}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {refusal && (
        <Callout tone="crimson" role="alert">
          {refusal}
        </Callout>
      )}
    </Dialog>
  );
}
