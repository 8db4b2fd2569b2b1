import fc from "fast-check";
import { expect, test } from "vitest";
import type { Plan } from "@/lib/actor";
import { type Period, periodFrom, PLANS, priceOf, reachedPercents, remainderOf, spentBy } from "@/lib/billing/rules";
import { DAY_MS } from "@/lib/day";

const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2039-12-31"), noInvalidDate: true });
const period = moment.map((start): Period => periodFrom(start, start.getUTCDate()));
const price = fc.integer({ min: 0, max: 100_000_00 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const at = ({ start, end }: Period, part: number) =>
  new Date(start.getTime() + Math.floor((end.getTime() - start.getTime()) * part));

test("the parts of any division of a period add up to its price, and none is negative", () => {
  fc.assert(
    fc.property(period, price, fc.array(share, { maxLength: 20 }), (whole, amount, parts) => {
      const cuts = [0, ...parts.toSorted((a, b) => a - b), 1].map((part) => at(whole, part));
      const amounts = cuts
        .slice(1)
        .map((end, i) => spentBy(amount, whole, end) - spentBy(amount, whole, cuts[i] as Date));
      expect(amounts.every((each) => each >= 0)).toBe(true);
      expect(amounts.reduce((sum, each) => sum + each, 0)).toBe(amount);
    }),
  );
});

test("however often the price changes in a period, what is charged and credited is what each stretch cost", () => {
  const changes = fc.array(fc.record({ part: share, price }), { maxLength: 12 });
  fc.assert(
    fc.property(period, price, changes, (whole, first, list) => {
      const ordered = list
        .toSorted((a, b) => a.part - b.part)
        .map(({ part, price }) => ({ when: at(whole, part), price }));
      let current = first;
      let charged = first;
      let stretches = 0;
      let since = whole.start;
      for (const { when, price: next } of ordered) {
        charged += remainderOf(next, whole, when) - remainderOf(current, whole, when);
        stretches += spentBy(current, whole, when) - spentBy(current, whole, since);
        [current, since] = [next, when];
      }
      stretches += remainderOf(current, whole, since);
      expect(charged).toBe(stretches);
      expect(charged).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("up and down again at one moment costs nothing", () => {
  fc.assert(
    fc.property(period, share, price, price, (whole, part, low, high) => {
      const when = at(whole, part);
      const up = remainderOf(high, whole, when) - remainderOf(low, whole, when);
      const down = remainderOf(low, whole, when) - remainderOf(high, whole, when);
      expect(up + down).toBe(0);
    }),
  );
});

test("periods follow each other without a gap, a month long, on the same day where there is one", () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 48 }), (start, months) => {
      const anchor = start.getUTCDate();
      let current = periodFrom(start, anchor);
      for (let i = 0; i < months; i++) {
        const next = periodFrom(current.end, anchor);
        const days = (next.end.getTime() - next.start.getTime()) / DAY_MS;
        expect(days).toBeGreaterThanOrEqual(28);
        expect(days).toBeLessThanOrEqual(31);
        expect(next.end.getUTCDate()).toBeLessThanOrEqual(anchor);
        current = next;
      }
    }),
  );
  expect(periodFrom(new Date("2027-01-31T10:00:00Z"), 31).end).toEqual(new Date("2027-02-28T10:00:00Z"));
  expect(periodFrom(new Date("2027-02-28T10:00:00Z"), 31).end).toEqual(new Date("2027-03-31T10:00:00Z"));
  expect(periodFrom(new Date("2027-12-15T10:00:00Z"), 15).end).toEqual(new Date("2028-01-15T10:00:00Z"));
});

test("a seat more never costs less, and included seats cost nothing", () => {
  const plan = fc.constantFrom<Plan>("free", "pro", "enterprise");
  fc.assert(
    fc.property(plan, fc.integer({ min: 1, max: 10_000 }), (id, seats) => {
      const included = Math.min(seats, PLANS[id].seats);
      expect(priceOf({ plan: id, seats: seats + 1 })).toBeGreaterThanOrEqual(priceOf({ plan: id, seats }));
      expect(priceOf({ plan: id, seats: included })).toBe(PLANS[id].price);
    }),
  );
});

test.each([
  [{ used: 39, limit: 50 }, []],
  [{ used: 40, limit: 50 }, [80]],
  [{ used: 4, limit: 5 }, [80]],
  [{ used: 45, limit: 50 }, [80, 90]],
  [{ used: 5, limit: 5 }, [80, 90, 100]],
  [{ used: 8, limit: 5 }, [80, 90, 100]],
])("%j has reached %j percent", (use, percents) => {
  expect(reachedPercents(use)).toEqual(percents);
});
