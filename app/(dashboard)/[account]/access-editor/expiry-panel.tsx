"use client";

import { parseDate } from "@internationalized/date";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useEnvironment } from "@/components/ui/environment";
import { TextField } from "@/components/ui/field";
import { Time } from "@/components/ui/time";
import { DAY_MS } from "@/lib/day";

const SPANS = [1, 7, 30] as const;

export type Expiry = {
  what: string;
  /** Null: never. */
  until: string | null;
  onChange: (until: string | null) => void;
};

export default function ExpiryPanel({ what, until, onChange }: Expiry) {
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
