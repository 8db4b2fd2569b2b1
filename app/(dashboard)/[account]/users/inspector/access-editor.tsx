"use client";

import { Undo2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { toast } from "@/components/overlay/toast";
import { useShortcuts } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Dot } from "@/components/ui/tag";
import type { ActionResult } from "@/lib/http/define-action";
import { formatCount, formatList } from "@/lib/format";
import { PERMISSIONS } from "@/lib/permissions/permissions";
import {
  countChanges,
  type Draft,
  draftOf,
  endAt,
  type Given,
  givenBy,
  missingOfRole,
  resetToRole,
  type RoleChoice,
  roleOf,
  signatureOf,
  startFrom,
} from "./access-draft";
import { AccessMatrix } from "./access-matrix";
import { RoleSelect } from "./role-select";
import { useUnsavedGuard, type Ways } from "./use-unsaved-guard";

export type Saved = { message: string; undo?: () => void };

/**
 * A role to start from and what differs from it. Nothing is given or taken before Save; without a draft it follows what
 * the server says.
 */
export function AccessEditor({
  name,
  given,
  roles,
  sharedBlocked,
  locked,
  ends = true,
  ways,
  save,
  children,
}: {
  /** The person's first name, or the address of who is only invited. */
  name: string;
  given: Given;
  roles: readonly RoleChoice[];
  sharedBlocked: string | null;
  /** Why nothing can be changed here. */
  locked: string | null;
  /** Whether single permissions can end one by one. */
  ends?: boolean;
  ways: Ways;
  save: (given: Given) => Promise<ActionResult<Saved>>;
  /** What the draft will mean, drawn below the matrix. */
  children: (next: Given | null) => ReactNode;
}) {
  const [edited, setEdited] = useState<Draft | null>(null);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const role = useRef<HTMLDivElement>(null);

  const saved = draftOf(given, roles);
  const draft = edited ?? saved;
  const next = givenBy(draft);
  const dirty = edited !== null && signatureOf(next) !== signatureOf(givenBy(saved));
  const changes = formatCount(Math.max(1, countChanges(draft, saved)), { one: "change", other: "changes" });
  const differing = countChanges(draft, resetToRole(draft));

  const edit = (changed: Draft) => {
    setEdited(changed);
    setRefusal(null);
  };
  const discard = () => {
    setEdited(null);
    setRefusal(null);
  };
  const submit = async () => {
    if (!dirty || saving) return;
    setSaving(true);
    const result = await save(next);
    setSaving(false);
    if (!result.ok) return setRefusal(result.message);
    setEdited(null);
    toast(result.data);
  };

  useUnsavedGuard(dirty ? `Discard ${changes} to what ${name} may do?` : null, discard, ways);
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
      <div ref={role} className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <Field label="Start from role" className="min-w-0 flex-1 basis-60">
          {(control) => (
            <RoleSelect
              {...control}
              roles={roles}
              value={draft.start?.id ?? null}
              note={
                draft.start && differing > 0 && `plus ${formatCount(differing, { one: "change", other: "changes" })}`
              }
              disabled={locked !== null}
              className="w-full"
              onChange={(start) => edit(startFrom(draft, start))}
            />
          )}
        </Field>
        {draft.start && differing > 0 && !locked && (
          <Button look="quiet" icon={<Undo2 aria-hidden />} onClick={() => edit(resetToRole(draft))}>
            Reset to role
          </Button>
        )}
      </div>
      <RoleLost name={name} draft={draft} />
      <div className="mt-4">
        <AccessMatrix
          name={name}
          draft={draft}
          saved={saved}
          locked={locked !== null}
          sharedBlocked={sharedBlocked}
          onChange={edit}
          onEnd={ends ? (permission, moment) => edit(endAt(draft, permission, moment)) : undefined}
        />
      </div>
      <div className="mt-4 mb-6 grid gap-4">{children(dirty ? next : null)}</div>
      {dirty && (
        <div className="save-bar sticky -bottom-6 -mx-6 mt-auto -mb-6 max-md:bottom-0 max-md:-mx-4">
          <span className="mr-auto flex min-w-0 items-center gap-2 font-strong" role="status">
            <Dot /> {changes} <span className="font-normal text-ink-2 max-md:hidden">not saved</span>
          </span>
          <Button look="quiet" onClick={discard}>
            Discard
          </Button>
          <Button look="primary" keys="mod+enter" pending={saving} onClick={() => void submit()}>
            Save changes
          </Button>
          {refusal && (
            <Callout tone="crimson" role="alert" className="order-first basis-full">
              {refusal}
            </Callout>
          )}
        </div>
      )}
    </div>
  );
}

/** Nothing can be denied: taking away a part of a role leaves the role, and the rest stays as single permissions. */
function RoleLost({ name, draft }: { name: string; draft: Draft }) {
  if (!draft.start || roleOf(draft)) return null;
  const missing = formatList(
    missingOfRole(draft).map((id) => PERMISSIONS[id].label),
    "en",
  );
  return (
    <p className="mt-2 text-12 text-ink-2" role="status">
      Without {missing} this is no longer the {draft.start.name} role: {name} keeps the rest as single permissions.
    </p>
  );
}
