import { Undo2 } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatCount } from "@/lib/format";
import { inWords } from "./permission-words";
import {
  countChanges,
  type Draft,
  givenBy,
  missingOfRole,
  resetToRole,
  type RoleChoice,
  roleOf,
  startFrom,
} from "./access-draft";
import { RoleSelect } from "./role-select";

/** The role to start from, how far the draft has gone from it, and the way back. */
export function StartRole({
  name,
  draft,
  roles,
  locked,
  selectRef,
  onChange,
}: {
  name: string;
  draft: Draft;
  roles: readonly RoleChoice[];
  locked: boolean;
  selectRef: RefObject<HTMLDivElement | null>;
  onChange: (draft: Draft) => void;
}) {
  const differing = draft.start ? countChanges(draft, resetToRole(draft)) : 0;
  return (
    <>
      <div ref={selectRef} className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <Field label="Start from role" className="min-w-0 flex-1 basis-60">
          {(control) => (
            <RoleSelect
              {...control}
              roles={roles}
              value={draft.start?.id ?? null}
              note={noteOn(draft, differing)}
              disabled={locked}
              className="w-full"
              onChange={(start) => onChange(startFrom(draft, start))}
            />
          )}
        </Field>
        {differing > 0 && !locked && (
          <Button look="quiet" icon={<Undo2 aria-hidden />} onClick={() => onChange(resetToRole(draft))}>
            Reset to role
          </Button>
        )}
      </div>
      {/* Nothing can be denied: taking away a part of a role leaves the role. */}
      {draft.start && !roleOf(draft) && (
        <p className="mt-2 text-12 text-ink-2" role="status">
          Without {inWords(missingOfRole(draft))} this is no longer the {draft.start.name} role: {name} keeps the rest
          as single permissions.
        </p>
      )}
    </>
  );
}

function noteOn(draft: Draft, differing: number): string | null {
  if (draft.start) return differing > 0 ? `plus ${formatCount(differing, { one: "change", other: "changes" })}` : null;
  const single = givenBy(draft).grants.length;
  return single > 0 ? formatCount(single, { one: "single permission", other: "single permissions" }) : null;
}
