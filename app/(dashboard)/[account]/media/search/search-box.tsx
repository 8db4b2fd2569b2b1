"use client";

import { useRouter } from "next/navigation";
import type { Route } from "next";
import { useId, useRef, useState } from "react";
import type { Address } from "@/components/data-table/use-address";
import { useSearchText } from "@/components/data-table/use-search-text";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { SearchField } from "@/components/ui/field";
import { useOffers } from "@/components/ui/use-offers";
import type { Field } from "@/lib/media/queries/fields";
import type { QueryProblem } from "@/lib/media/queries/list-files";
import { completionsFor, wordAt } from "./completions";
import { type Place, useSuggestions } from "./use-suggestions";

const PAUSE_MS = 350;

type Props = { account: string; address: Address; fields: readonly Field[]; problem: QueryProblem | null };

/** Typing searches after a pause; the list below offers fields, values and tags, and places to go to. */
export function SearchBox({ account, address, fields, problem }: Props) {
  const router = useRouter();
  const problemId = useId();
  const field = useRef<HTMLInputElement>(null);
  const { text, type, searchNow } = useSearchText(address, PAUSE_MS);
  const [caret, setCaret] = useState(0);
  useShortcut({ keys: "/", label: "Search the library", run: () => field.current?.focus() });

  const { start, end, word } = wordAt(text, caret);
  const { tags, places } = useSuggestions(account, word);
  const complete = (by: string, isWhole: boolean) => {
    const next = `${text.slice(0, start)}${by}${isWhole ? " " : ""}${text.slice(end).trimStart()}`;
    if (isWhole) searchNow(next);
    else type(next);
    setCaret(start + by.length + (isWhole ? 1 : 0));
    field.current?.focus();
  };
  const offers = [
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
        close();
        router.push(href as Route, { scroll: false });
      },
    })),
  ];
  const { open, close, keyDown, field: combobox, list } = useOffers({ label: "Suggestions", offers });
  return (
    <div className="relative w-80 max-md:w-full">
      <SearchField
        ref={field}
        label="Search, or type:image tag:press"
        keys="/"
        {...combobox}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem ? problemId : undefined}
        value={text}
        onFocus={open}
        onBlur={close}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
        onKeyDown={(event) => {
          if (keyDown(event) || event.key !== "Enter") return;
          event.preventDefault();
          searchNow(text);
          close();
        }}
        onChange={({ target }) => {
          type(target.value);
          setCaret(target.selectionStart ?? target.value.length);
          open();
        }}
      />
      {list}
      {problem && <Fault id={problemId} text={address.params.get("q") ?? ""} problem={problem} />}
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
