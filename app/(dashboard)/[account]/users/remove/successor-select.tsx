"use client";

import { useEffect, useState } from "react";
import { Field, SearchField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Successor } from "@/lib/users/queries/list-successors";
import { answered } from "../../answered";
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
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let stale = false;
    void answered(listSuccessorsAction(account, { memberId, q })).then((result) => {
      if (stale) return;
      if (result.ok) setFound(result.data);
      setProblem(result.ok ? undefined : result.message);
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
        error={problem}
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
