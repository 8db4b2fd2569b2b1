"use client";

import { type ReactNode, useRef, useState } from "react";
import { toast, type ToastMessage } from "@/components/overlay/toast";
import { useShortcuts } from "@/components/shortcuts/use-shortcut";
import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/lib/format";
import type { ActionResult } from "@/lib/http/define-action";
import { useTellPendingAccess } from "./pending-access";
import {
  countChanges,
  type Draft,
  draftOf,
  effectiveOfDraft,
  endAt,
  type Given,
  givenBy,
  type RoleChoice,
  signatureOf,
} from "./access-draft";
import { AccessMatrix } from "./access-matrix";
import { SaveBar } from "@/components/shell/save-bar";
import { StartRole } from "./start-role";
import { useUnsavedGuard, type Ways } from "@/components/shell/use-unsaved-guard";

type AccessEditorProps = {
  /** Of the row in the list. */
  id: string;
  /** The person's first name, or the address of who is only invited. */
  name: string;
  given: Given;
  roles: readonly RoleChoice[];
  /** Why this account cannot give access to shared media alone. */
  sharedBlocked: string | null;
  /** Why nothing can be changed here. */
  locked: string | null;
  /** Whether single permissions can end one by one. */
  ends?: boolean;
  ways: Ways;
  /** Answers with what to tell and how to take it back. */
  save: (given: Given) => Promise<ActionResult<ToastMessage>>;
  /** What the draft will mean, drawn below the matrix; null while there is none. */
  children: (next: Given | null) => ReactNode;
};

/**
 * A role to start from and what differs from it. Nothing is given or taken before Save; without a draft it follows what
 * the server says.
 */
export function AccessEditor(props: AccessEditorProps) {
  const { id, name, given, roles, sharedBlocked, locked, ends = true, ways, save, children } = props;
  const [edited, setEdited] = useState<Draft | null>(null);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const role = useRef<HTMLDivElement>(null);

  const saved = draftOf(given, roles);
  const draft = edited ?? saved;
  const next = givenBy(draft);
  const dirty = edited !== null && signatureOf(next) !== signatureOf(givenBy(saved));
  const changes = formatCount(Math.max(1, countChanges(draft, saved)), { one: "change", other: "changes" });

  const put = (changed: Draft | null) => {
    setEdited(changed);
    setRefusal(null);
  };
  const submit = async () => {
    if (!dirty || saving) return;
    setSaving(true);
    const result = await save(next);
    setSaving(false);
    if (!result.ok) return setRefusal(result.message);
    put(null);
    toast(result.data);
  };

  useTellPendingAccess(id, dirty ? effectiveOfDraft(draft) : null);
  useUnsavedGuard(dirty ? `Discard ${changes} to what ${name} may do?` : null, () => put(null), ways);
  useShortcuts([
    { keys: "mod+enter", label: "Save changes", whileTyping: true, when: () => dirty, run: () => void submit() },
    { keys: "e", label: "Edit", priority: 1, run: () => role.current?.querySelector("select")?.focus() },
  ]);

  return (
    <div className="flex min-h-full flex-col">
      {locked && (
        <Callout className="mb-4" title="Locked.">
          {locked}
        </Callout>
      )}
      <StartRole name={name} draft={draft} roles={roles} locked={locked !== null} selectRef={role} onChange={put} />
      <div className="mt-4">
        <AccessMatrix
          name={name}
          draft={draft}
          saved={saved}
          locked={locked !== null}
          sharedBlocked={sharedBlocked}
          onChange={put}
          onEnd={ends ? (permission, moment) => put(endAt(draft, permission, moment)) : undefined}
        />
      </div>
      <div className="mt-4 mb-6 grid gap-4">{children(dirty ? next : null)}</div>
      {dirty && (
        <SaveBar
          changes={changes}
          saving={saving}
          refusal={refusal}
          onSave={() => void submit()}
          onDiscard={() => put(null)}
        />
      )}
    </div>
  );
}
