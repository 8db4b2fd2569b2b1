"use client";

import { useEffect, useState } from "react";
import { Field, SearchField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Successor } from "@/lib/users/queries/list-successors";
import { listSuccessorsAction } from "../actions";

/** Only people who hold at least what the keys carry. */
export function SuccessorSelect({
  account,
  memberId,
  value,
  onChange,
}: {
  account: string;
  memberId: string;
  value: string;
  onChange: (id: string) => void;
}) {
  const [q, setQ] = useState("");
  const [found, setFound] = useState<{ rows: Successor[]; total: number } | null>(null);
  useEffect(() => {
    let stale = false;
    void listSuccessorsAction(account, { memberId, q }).then((result) => {
      if (!stale && result.ok) setFound(result.data);
    });
    return () => {
      stale = true;
    };
  }, [account, memberId, q]);
  const more = found !== null && (found.total > found.rows.length || q !== "");
  return (
    <div className="grid gap-2">
      {more && <SearchField label="Name or email" value={q} onChange={(event) => setQ(event.target.value)} />}
      <Field
        label="Who carries them on"
        hint={
          found?.total === 0
            ? "Nobody else holds everything these keys carry."
            : "People who hold at least what the keys carry."
        }
      >
        {(control) => (
          <Select {...control} className="w-full" value={value} onChange={(event) => onChange(event.target.value)}>
            <option value="">{found ? "Choose a person" : "Looking for people…"}</option>
            {found?.rows.map(({ id, name, email }) => (
              <option key={id} value={id}>
                {name}, {email}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
