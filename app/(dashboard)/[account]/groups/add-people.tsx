"use client";

import { useState } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { SearchField } from "@/components/ui/field";
import { Person } from "@/components/ui/person";
import { answered } from "../answered";
import { undoing } from "../undoing";
import { useFound } from "../use-found";
import { addGroupMembersAction, findPeopleAction, removeGroupMembersAction } from "./actions";
import type { OpenGroup } from "./group-inspector";

type Found = { id: string; name: string; email: string };

/** Finds people by name or address and puts them into the group, one press each. */
export function AddPeople({ account, group }: { account: string; group: OpenGroup }) {
  const [query, setQuery] = useState("");
  const text = query.trim();
  const found = useFound(findPeopleAction, account, text)?.found ?? [];
  const inside = new Set(group.members.map(({ id }) => id));

  const add = async (person: Found) => {
    const change = { groupId: group.id, memberIds: [person.id] };
    const result = await answered(addGroupMembersAction(account, change));
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    toast({
      message: `${person.name} joined ${group.name}`,
      undo: undoing(() => removeGroupMembersAction(account, change)),
    });
  };

  return (
    <div className="grid gap-2">
      <SearchField
        label="Add people by name or email"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {text && (
        <ul aria-label="People found" className="rounded-card border border-line px-3">
          {found.length === 0 && <li className="py-2 text-13 text-ink-2">Nobody matches “{text}”.</li>}
          {found.map((person) => (
            <li key={person.id} className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
              <Person name={person.name} detail={person.email} />
              <Button size="sm" className="ml-auto" disabled={inside.has(person.id)} onClick={() => void add(person)}>
                {inside.has(person.id) ? "In the group" : "Add"}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
