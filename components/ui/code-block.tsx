"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { CopyIconButton } from "./copy-button";

export interface CodeSample {
  label: string;
  code: string;
}

/** One or more samples of the same thing; `highlight` is marked wherever it appears. */
export function CodeBlock({ samples, highlight }: { samples: readonly CodeSample[]; highlight?: string }) {
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const onArrow = ({ key }: KeyboardEvent) => {
    if (key !== "ArrowRight" && key !== "ArrowLeft") return;
    const next = (chosen + (key === "ArrowRight" ? 1 : -1) + samples.length) % samples.length;
    setChosen(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  const sample = samples[chosen] ?? samples[0];
  if (!sample) return null;
  return (
    <div className="code">
      <div className="code-head">
        <div role="tablist" aria-label="Language" className="flex gap-0.5">
          {samples.map((each, index) => (
            <button
              key={each.label}
              id={`${id}-${index}`}
              type="button"
              role="tab"
              aria-selected={index === chosen}
              aria-controls={id}
              tabIndex={index === chosen ? 0 : -1}
              onClick={() => setChosen(index)}
              onKeyDown={onArrow}
            >
              {each.label}
            </button>
          ))}
        </div>
        <CopyIconButton value={sample.code} label={`Copy ${sample.label}`} />
      </div>
      <pre id={id} role="tabpanel" aria-labelledby={`${id}-${chosen}`} tabIndex={0}>
        {marked(sample.code, highlight)}
      </pre>
    </div>
  );
}

function marked(code: string, highlight: string | undefined) {
  if (!highlight) return code;
  return code
    .split(highlight)
    .flatMap((part, index) => (index === 0 ? [part] : [<b key={index}>{highlight}</b>, part]));
}
