import { Meter } from "@/components/ui/meter";
import { EffectiveList } from "@/components/ui/effective-list";
import { closureOf, essenceOf, PERMISSIONS } from "@/lib/permissions/permissions";
import { formatNumber } from "@/lib/format";
import type { Seats } from "@/lib/users/queries/count-seats";
import type { RoleChoice } from "../../access-editor/access-draft";
import type { Offer } from "./invitees";

/** What sending takes and what accepting brings, before anything is sent. */
export function SeatsAside({
  seats,
  adding,
  offer,
  roles,
}: {
  seats: Seats;
  adding: number;
  offer: Offer;
  roles: readonly RoleChoice[];
}) {
  const role = roles.find(({ id }) => id === offer.roleId);
  const given = closureOf([...(role?.permissions ?? []), ...offer.permissions]);
  const after = seats.used + adding;
  const [used, limit, then] = [seats.used, seats.limit, after].map((count) => formatNumber(count, "en"));
  return (
    <>
      <section className="grid gap-2 text-13" aria-live="polite">
        <h3>Seats</h3>
        <Meter
          label={`${then} of ${limit} seats used after sending`}
          value={Math.min(seats.used, seats.limit)}
          pending={Math.min(adding, Math.max(0, seats.limit - seats.used))}
          max={seats.limit}
        />
        <p>
          {used} of {limit} used now, <strong className="font-bold">{then} after sending</strong>
        </p>
        <p className="text-12 text-ink-2">
          {after > seats.limit
            ? "There are not enough seats."
            : "No extra cost: these seats are part of your plan. A pending invitation holds its seat."}
        </p>
      </section>
      <EffectiveList
        title="What they will be able to do"
        items={essenceOf(given).map((id) => ({ id, text: PERMISSIONS[id].does }))}
        empty="Nothing, until someone gives them access."
      />
    </>
  );
}
