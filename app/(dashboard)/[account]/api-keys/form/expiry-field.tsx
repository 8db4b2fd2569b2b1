import { useEnvironment } from "@/components/ui/environment";
import { TextField } from "@/components/ui/field";
import { Segment } from "@/components/ui/segment";
import { formatCount, formatDate, formatDateTime, type Place } from "@/lib/format";
import { EXPIRY_KINDS, EXPIRY_LABELS, type Expiry, isAllowed, momentOf, reminderDays } from "./expiry";

/** When the key stops by itself; what the account does not allow is locked, with the reason. */
export function ExpiryField({
  expiry,
  kept,
  latest,
  error,
  onChange,
}: {
  expiry: Expiry;
  /** When a key that exists ends, if that may stay; undefined for a new one. */
  kept?: string | null;
  latest: string | null;
  error?: string;
  onChange: (expiry: Expiry) => void;
}) {
  const place = useEnvironment();
  const bounds = { zone: place.zone, latest };
  const kinds = EXPIRY_KINDS.filter((kind) => kind !== "kept" || kept !== undefined);
  return (
    <div className="grid gap-2">
      <Segment
        label="Expires"
        options={kinds.map((kind) => ({
          value: kind,
          label: EXPIRY_LABELS[kind],
          disabled: !isAllowed(kind, bounds),
        }))}
        value={expiry.kind}
        onChange={(kind) => onChange({ ...expiry, kind })}
        hint={
          <>
            {sayEnd(expiry, kept, latest, place)}
            {latest !== null && ` This account's keys end by ${formatDate(latest, place)} at the latest.`}
          </>
        }
      />
      {expiry.kind === "custom" && (
        <TextField
          label="Until the end of"
          type="date"
          className="max-w-52"
          min={today()}
          max={latest?.slice(0, 10)}
          value={expiry.day}
          onChange={(event) => onChange({ ...expiry, day: event.target.value })}
        />
      )}
      {error && <p className="text-12 text-crimson-ink">{error}</p>}
    </div>
  );
}

/** "Stops working on 19 Feb 2027, 17:37 your time. You get a reminder 7 days before." */
function sayEnd(expiry: Expiry, kept: string | null | undefined, latest: string | null, place: Place): string {
  const moment = expiry.kind === "kept" ? kept : momentOf(expiry, { zone: place.zone, latest });
  if (moment === undefined) return "Choose the last day on which it works.";
  if (moment === null) return "Works until someone revokes it.";
  const days = reminderDays(moment);
  const reminder = days > 0 ? ` You get a reminder ${formatCount(days, { one: "day", other: "days" })} before.` : "";
  return `Stops working on ${formatDateTime(moment, place)} your time.${reminder}`;
}

const today = () => new Date().toISOString().slice(0, 10);
