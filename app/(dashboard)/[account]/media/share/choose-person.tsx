"use client";

import { type ReactNode, useState } from "react";
import { SearchField } from "@/components/ui/field";
import { Person } from "@/components/ui/person";
import { useSuggestions } from "./use-suggestions";

export type Somebody = { id: string; name: string; email: string | null };

type Props = {
  account: string;
  label: string;
  /** Offered before anything is typed. */
  known: readonly Somebody[];
  /** In place of the list, for the one who was chosen. */
  chosen?: ReactNode;
  onType?: () => void;
  /** The button or link at each of them. */
  offer: (one: Somebody) => ReactNode;
};

/** Finds anyone of the account by name or address. */
export function ChoosePerson({ account, label, known, chosen, onType, offer }: Props) {
  const [text, setText] = useState("");
  const { found, isSettled } = useSuggestions(account, text);
  const offered = text.trim() ? found.filter(({ kind }) => kind === "member") : known;
  return (
    <>
      <SearchField
        label={label}
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onType?.();
        }}
      />
      {chosen ?? (
        <ul aria-label="People">
          {offered.length === 0 && (
            <li className="py-2 text-13 text-ink-2">
              {isSettled ? `Nobody matches “${text.trim()}”.` : "Search for anyone of the account."}
            </li>
          )}
          {offered.map((one) => (
            <li key={one.id} className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
              <Person name={one.name} detail={one.email} />
              <span className="ml-auto flex-none">{offer(one)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
