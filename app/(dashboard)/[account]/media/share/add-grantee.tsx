"use client";

import { UsersRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { SearchField } from "@/components/ui/field";
import { Iris } from "@/components/ui/iris";
import { Person } from "@/components/ui/person";
import { Select } from "@/components/ui/select";
import { formatCount } from "@/lib/format";
import type { Level } from "@/lib/permissions/operations";
import type { GranteeSuggestion } from "@/lib/shares/queries/suggest-grantees";
import { LEVEL_OPTIONS, labelOf, OPENINGS } from "./levels";
import type { UseSharing } from "./use-sharing";
import { useSuggestions } from "./use-suggestions";

/** Finds people and groups by name or address and gives them the chosen level, one press each. */
export function AddGrantee({ account, onAdd }: { account: string; onAdd: UseSharing["setShare"] }) {
  const [text, setText] = useState("");
  const [level, setLevel] = useState<Level>("view");
  const found = useSuggestions(account, text);
  const add = async ({ kind, id, name }: GranteeSuggestion) => {
    setText("");
    const grantee = kind === "group" ? { groupId: id } : { memberId: id };
    await onAdd({ grantee, level, expiresAt: null }, `${name} can ${labelOf(level).toLowerCase()}`);
  };
  return (
    <div className="grid gap-2">
      <div className="flex gap-2">
        <SearchField
          label="Person or group, by name or email"
          className="flex-1"
          value={text}
          data-autofocus
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          aria-label="Level for those who are added"
          icon={<Iris opening={OPENINGS[level]} />}
          options={LEVEL_OPTIONS}
          value={level}
          onChange={(event) => setLevel(event.target.value as Level)}
        />
      </div>
      {text.trim() && (
        <ul aria-label="People and groups found" className="rounded-card border border-line px-3">
          {found.length === 0 && <li className="py-2 text-13 text-ink-2">Nobody matches “{text.trim()}”.</li>}
          {found.map((one) => (
            <li key={one.id} className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
              <Grantee kind={one.kind} name={one.name} email={one.email} memberCount={one.memberCount} />
              <Button size="sm" className="ml-auto" onClick={() => void add(one)}>
                Share
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Shown = Omit<GranteeSuggestion, "id"> & { detail?: ReactNode };

/** A person with their address, or a group with its size. */
export function Grantee({ kind, name, email, memberCount, detail }: Shown) {
  if (kind === "member") return <Person name={name} detail={detail ?? email} />;
  const size = `Group, ${formatCount(memberCount ?? 0, { one: "person", other: "people" })}`;
  return (
    <Person
      name={name}
      detail={detail ?? size}
      avatar={
        <span className="avatar avatar-square" aria-hidden>
          <UsersRound />
        </span>
      }
    />
  );
}
