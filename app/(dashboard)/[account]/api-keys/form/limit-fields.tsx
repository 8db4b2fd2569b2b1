import { TextField } from "@/components/ui/field";
import { TokenField } from "@/components/ui/token-field";
import { canonicalRange } from "@/lib/networks";
import { formatCount } from "@/lib/format";
import type { FieldErrors, KeyDraft } from "./key-draft";

type Limits = Pick<KeyDraft, "ipRanges" | "rateLimit">;

/** From where, and how often: most keys need neither. */
export function LimitFields({
  ipRanges,
  rateLimit,
  errors,
  onChange,
}: Limits & { errors: FieldErrors; onChange: (limits: Partial<Limits>) => void }) {
  return (
    <details className="group text-13" open={Boolean(errors.ipRanges || errors.rateLimit) || undefined}>
      <summary className="w-fit py-1">
        <span className="label-text mr-2 text-ink">Limit by IP address and rate</span>
        <span className="text-12 text-ink-3">{inWords({ ipRanges, rateLimit })}</span>
      </summary>
      <div className="mt-3 grid gap-4">
        <TokenField
          label="IP addresses and ranges"
          hint="Such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32. Requests from elsewhere are refused."
          tokens={ipRanges}
          problemOf={(text) => (canonicalRange(text) === null ? `${text} is no IP address or range.` : undefined)}
          error={errors.ipRanges}
          onChange={(ranges) => onChange({ ipRanges: ranges })}
        />
        <TextField
          label="Requests a minute"
          hint="Leave it empty for the server's own limit."
          type="number"
          inputMode="numeric"
          min={1}
          className="max-w-52"
          value={rateLimit}
          error={errors.rateLimit}
          onChange={(event) => onChange({ rateLimit: event.target.value })}
        />
      </div>
    </details>
  );
}

function inWords({ ipRanges, rateLimit }: Limits): string {
  const from =
    ipRanges.length > 0
      ? `Only from ${formatCount(ipRanges.length, { one: "range", other: "ranges" })}`
      : "Any address can use this key";
  return rateLimit === "" ? from : `${from}, at most ${rateLimit} times a minute`;
}
