"use client";

import { useRouter } from "next/navigation";
import type { Route } from "next";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Address } from "@/components/data-table/use-address";
import { useSearchText } from "@/components/data-table/use-search-text";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { SearchField } from "@/components/ui/field";
import type { Field } from "@/lib/media/queries/fields";
import type { QueryProblem } from "@/lib/media/queries/list-files";
import { completionsFor, wordAt } from "./completions";
import { type Place, useSuggestions } from "./use-suggestions";

const PAUSE_MS = 350;

type Props = { account: string; address: Address; fields: readonly Field[]; problem: QueryProblem | null };

type Offer = { id: string; label: string; note: string; take: () => void };

/** Typing searches after a pause; the list below offers fields, values and tags, and places to go to. */
export function SearchBox({ account, address, fields, problem }: Props) {
  const router = useRouter();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const { text, type, searchNow } = useSearchText(address, PAUSE_MS);
  const [caret, setCaret] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  useShortcut({ keys: "/", label: "Search the library", run: () => field.current?.focus() });

  const { start, end, word } = wordAt(text, caret);
  const { tags, places } = useSuggestions(account, isOpen ? word : "");
  const complete = (by: string, isWhole: boolean) => {
    const next = `${text.slice(0, start)}${by}${isWhole ? " " : ""}${text.slice(end).trimStart()}`;
    if (isWhole) searchNow(next);
    else type(next);
    setCaret(start + by.length + (isWhole ? 1 : 0));
    setActive(-1);
    field.current?.focus();
  };
  const offers: Offer[] = [
    ...completionsFor(word, fields, tags).map(({ text: by, note, isWhole }) => ({
      id: by,
      label: by,
      note,
      take: () => complete(by, isWhole),
    })),
    ...places.map(({ id, name, kind, href }: Place) => ({
      id,
      label: name,
      note: kind,
      take: () => {
        setOpen(false);
        router.push(href as Route, { scroll: false });
      },
    })),
  ];
  const shown = isOpen && offers.length > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const offer = offers[active];
    if (event.key === "Escape" && shown) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + offers.length + (active < 0 && step < 0 ? 1 : 0)) % offers.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (shown && offer) offer.take();
      else {
        searchNow(text);
        setOpen(false);
      }
    }
  };
  return (
    <div className="relative w-80 max-md:w-full">
      <SearchField
        ref={field}
        label="Search, or type:image tag:press"
        keys="/"
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem ? `${listId}-problem` : undefined}
        autoComplete="off"
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          type(target.value);
          setCaret(target.selectionStart ?? target.value.length);
          setOpen(true);
          setActive(-1);
        }}
      />
      <div id={listId} role="listbox" aria-label="Suggestions" hidden={!shown} className="popup suggestions">
        {shown &&
          offers.map(({ id, label, note, take }, index) => (
            <div
              key={id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              className="suggestion"
              onPointerDown={(event) => {
                event.preventDefault();
                take();
              }}
            >
              <span className="truncate">{label}</span>
              <span className="ml-auto flex-none text-12 text-ink-3">{note}</span>
            </div>
          ))}
      </div>
      {problem && <Fault id={`${listId}-problem`} text={address.params.get("q") ?? ""} problem={problem} />}
    </div>
  );
}

/** The query with the faulty part marked, and what is wrong with it. */
function Fault({ id, text, problem }: { id: string; text: string; problem: QueryProblem }) {
  const { message, start, end } = problem;
  return (
    <p id={id} role="alert" className="mt-1 text-12 text-crimson-ink">
      <code className="data-text">
        {text.slice(0, start)}
        <mark className="query-fault">{text.slice(start, end)}</mark>
        {text.slice(end)}
      </code>{" "}
      {message}
    </p>
  );
}
