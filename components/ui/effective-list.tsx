import { Check, Minus, Plus, X } from "lucide-react";
import type { ReactNode } from "react";

export interface Ability {
  id: string;
  /** What can be done, as a sentence without a subject. */
  text: ReactNode;
  /** Where it comes from: "from role Developer". */
  source?: ReactNode;
  /** `added` and `removed` are not saved yet; `never` says what is out of reach. */
  state?: "kept" | "added" | "removed" | "never";
}

const MARKS = {
  kept: { Icon: Check, word: "" },
  added: { Icon: Plus, word: "Added: " },
  removed: { Icon: Minus, word: "Removed: " },
  never: { Icon: X, word: "Not: " },
};

/** What someone will be able to do, one sentence a line, with its origin on the right. */
export function EffectiveList({
  title,
  note,
  items,
  empty = "Nothing",
}: {
  title: ReactNode;
  note?: ReactNode;
  items: readonly Ability[];
  empty?: ReactNode;
}) {
  return (
    <section>
      <h3 className="mb-[7px] text-13">
        {title}
        {note && <span className="ml-2 text-12 font-normal tracking-normal text-ink-3">{note}</span>}
      </h3>
      {items.length === 0 && <p className="text-13 text-ink-2">{empty}</p>}
      <ul>
        {items.map(({ id, text, source, state = "kept" }) => {
          const { Icon, word } = MARKS[state];
          return (
            <li key={id} className="ability" data-state={state}>
              <Icon aria-hidden />
              <span className="ability-text">
                <span className="sr-only">{word}</span>
                {text}
              </span>
              {source && <span className="ability-source">{source}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
