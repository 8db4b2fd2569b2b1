"use client";

import { parseDate } from "@internationalized/date";
import { useState } from "react";
import { PopoverButton } from "@/components/overlay/popover";
import { Button } from "@/components/ui/button";
import { useEnvironment } from "@/components/ui/environment";
import { TextField } from "@/components/ui/field";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";

const DAY_MS = 86_400_000;
const SPANS = [1, 7, 30] as const;

/** When a single permission ends by itself; null: never. */
export function ExpiryButton({
  what,
  until,
  onChange,
}: {
  what: string;
  until: string | null;
  onChange: (until: string | null) => void;
}) {
  return (
    <PopoverButton
      plain
      title={`When ${what} ends`}
      className="link-text text-12"
      aria-label={until ? undefined : `${what} has no end; change that`}
      panel={<ExpiryPanel what={what} until={until} onChange={onChange} />}
    >
      {until ? (
        <Tag tone="amber">
          until <Time value={until} as="date" />
        </Tag>
      ) : (
        "No end"
      )}
    </PopoverButton>
  );
}

function ExpiryPanel({
  what,
  until,
  onChange,
}: {
  what: string;
  until: string | null;
  onChange: (until: string | null) => void;
}) {
  const { zone } = useEnvironment();
  const [day, setDay] = useState("");
  return (
    <div className="grid gap-3">
      <p className="text-13">
        {until ? (
          <>
            {what} ends <Time value={until} as="datetime" />
          </>
        ) : (
          `${what} has no end`
        )}
      </p>
      <div className="flex gap-1.5">
        <Button size="sm" disabled={until === null} onClick={() => onChange(null)}>
          No end
        </Button>
        {SPANS.map((days) => (
          <Button key={days} size="sm" onClick={() => onChange(inDays(days))}>
            {days === 1 ? "1 day" : `${days} days`}
          </Button>
        ))}
      </div>
      <TextField
        label="Until the end of"
        type="date"
        value={day}
        onChange={(event) => {
          setDay(event.target.value);
          if (event.target.value) onChange(endOfDay(event.target.value, zone));
        }}
      />
    </div>
  );
}

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** The last moment of a day as the person's calendar has it. */
const endOfDay = (day: string, zone: string) =>
  new Date(parseDate(day).add({ days: 1 }).toDate(zone).getTime() - 1).toISOString();
