"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { useOffers } from "@/components/ui/use-offers";
import type { GranteeSuggestion } from "@/lib/shares/queries/suggest-grantees";
import { Grantee } from "./grantee";
import { useSuggestions } from "./use-suggestions";

type Props = {
  account: string;
  chosen: readonly GranteeSuggestion[];
  onChange: (chosen: GranteeSuggestion[]) => void;
};

/** People and groups as tokens, found by name or address. Enter takes the first that was found, Backspace takes back. */
export function GranteeField({ account, chosen, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const { found, isSettled } = useSuggestions(account, text);
  const isNew = ({ id }: GranteeSuggestion) => chosen.every((one) => one.id !== id);
  const offers = useOffers({
    label: "People and groups found",
    eager: true,
    offers: found.filter(isNew).map((one) => ({
      id: one.id,
      label: <Grantee kind={one.kind} name={one.name} email={one.email} memberCount={one.memberCount} />,
      take: () => {
        onChange([...chosen, one]);
        setText("");
      },
    })),
  });
  const remove = (id: string) => {
    onChange(chosen.filter((one) => one.id !== id));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (offers.keyDown(event)) return;
    if (event.key === "Backspace" && text === "") onChange(chosen.slice(0, -1));
    // Half a name shares nothing.
    if (event.key === "Enter" && text.trim()) event.preventDefault();
  };
  return (
    <Field
      label="Person or group, by name or email"
      labelHidden
      className="min-w-52 flex-1"
      error={isSettled && found.length === 0 && `Nobody matches “${text.trim()}”.`}
    >
      {(control) => (
        <span className="input tokens">
          {chosen.map(({ id, name }) => (
            <span key={id} className="token">
              <span>{name}</span>
              <button type="button" aria-label={`Remove ${name}`} onClick={() => remove(id)}>
                <X aria-hidden />
              </button>
            </span>
          ))}
          <input
            {...control}
            {...offers.field}
            ref={input}
            type="text"
            data-autofocus
            value={text}
            placeholder={chosen.length === 0 ? "Person or group, by name or email" : undefined}
            onChange={(event) => {
              setText(event.target.value);
              offers.open();
            }}
            onKeyDown={onKeyDown}
            onBlur={offers.close}
          />
          {offers.list}
        </span>
      )}
    </Field>
  );
}
