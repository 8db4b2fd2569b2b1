import type { Tx } from "@/db/client";
import type { PersonChange } from "@/lib/access/rules/consequences";
import type { Actor, Plan } from "@/lib/actor";
import type { AppError } from "@/lib/errors";

/** Who asks what would become of an account that is as it is at this moment. */
export type Asked = { tx: Tx; actor: Actor; plan: Plan; now: Date };

/** What the command would refuse: one person, or, where none is named, everything. */
export type Refusal = { memberId: string | null; name: string | null; reason: string };

/** The people whom a proposal would change, and what its command would refuse. */
export type Draft = {
  people: PersonChange[];
  refusals: Refusal[];
  /** Who gets the keys of the one who goes, if anyone. */
  keysTo?: string;
  /** Seats that become free. */
  seatsFreed?: number;
};

export const NO_CHANGE: Draft = { people: [], refusals: [] };

export const refusedWith = (error: AppError, person: { id: string; name: string } | null = null): Draft => ({
  people: [],
  refusals: [{ memberId: person?.id ?? null, name: person?.name ?? null, reason: error.message }],
});
