"use client";

import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { Field, type FieldLabels } from "./field";
import { addTokens, splitTokens } from "./tokens";
import { useOffers } from "./use-offers";

interface TokenFieldProps extends FieldLabels {
  tokens: readonly string[];
  onChange: (tokens: string[]) => void;
  /** Why a token cannot be used; such a token stays, marked, until it is taken away. */
  problemOf?: (token: string) => string | undefined;
  /** Offered while typing, as far as they fit what is typed. */
  suggestions?: readonly { value: string; label?: string }[];
  /** What is typed and no token yet, for those who look suggestions up. */
  onType?: (text: string) => void;
  /** Tokens may hold spaces, as names do; addresses may not. */
  spaces?: boolean;
  placeholder?: string;
  /** Submits the tokens in a form, one value each. */
  name?: string;
  className?: string;
  "data-autofocus"?: boolean;
}

/** Many short values in one field: typing a comma or Enter makes a token, pasting a list makes many, Backspace takes back. */
export function TokenField(props: TokenFieldProps) {
  const { tokens, onChange, problemOf, suggestions = [], onType, spaces = false, placeholder, name, ...field } = props;
  const { "data-autofocus": autofocus, ...labels } = field;
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);

  const type = (value: string) => {
    setText(value);
    onType?.(value);
  };
  const commit = (value: string) => {
    const added = splitTokens(value, !spaces);
    if (added.length > 0) onChange(addTokens(tokens, added));
    type("");
  };
  const typed = text.trim().toLowerCase();
  const fitting = suggestions.filter(({ value }) => value.toLowerCase().includes(typed) && !tokens.includes(value));
  const offers = useOffers({
    label: "Suggestions",
    offers: typed
      ? fitting.map(({ value, label }) => ({ id: value, label: value, note: label, take: () => commit(value) }))
      : [],
  });
  const remove = (token: string) => {
    onChange(tokens.filter((each) => each !== token));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (offers.keyDown(event)) return;
    if (event.key === "Enter" && text.trim() && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      commit(text);
    }
    if (event.key === "Backspace" && text === "") onChange(tokens.slice(0, -1));
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = splitTokens(event.clipboardData.getData("text"), !spaces);
    if (pasted.length < 2) return;
    event.preventDefault();
    onChange(addTokens(tokens, pasted));
  };
  const onText = (value: string) => {
    if (/[,;]$/.test(value)) return commit(value);
    type(value);
    offers.open();
  };
  const problems = tokens.flatMap((token) => problemOf?.(token) ?? []);

  return (
    <Field {...labels} error={labels.error ?? problems[0]}>
      {(control) => (
        <span className="input tokens">
          {tokens.map((token) => (
            <span key={token} className="token" data-invalid={problemOf?.(token) ? true : undefined}>
              <span>{token}</span>
              <button type="button" aria-label={`Remove ${token}`} onClick={() => remove(token)}>
                <X aria-hidden />
              </button>
              {name && <input type="hidden" name={name} value={token} />}
            </span>
          ))}
          <input
            {...control}
            ref={input}
            type="text"
            autoComplete="off"
            {...(suggestions.length > 0 || onType ? offers.field : {})}
            value={text}
            placeholder={tokens.length === 0 ? placeholder : undefined}
            data-autofocus={autofocus}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => {
              offers.close();
              commit(text);
            }}
          />
          {offers.list}
        </span>
      )}
    </Field>
  );
}
