import { Meter } from "@/components/ui/meter";
import type { SeatUsage } from "@/lib/accounts/queries";

export function SeatMeter({ members, pending, limit }: SeatUsage) {
  const label = `${members + pending} of ${limit} seats used`;
  return (
    <>
      <span className="rail-text">{label}</span>
      <Meter
        label={pending > 0 ? `${label}, ${pending} of them by invitations` : label}
        value={members}
        pending={pending}
        max={limit}
      />
    </>
  );
}
