import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { newId } from "@/db/ids";
import { accounts } from "@/db/schema/accounts";
import { auditEvents } from "@/db/schema/audit";
import { billingDetails, invoices, payments, subscriptions } from "@/db/schema/billing";
import { sessions, users } from "@/db/schema/users";
import type { Plan } from "@/lib/actor";
import type { BillingDetails } from "@/lib/billing/input";
import { PLANS } from "@/lib/billing/rules";
import { DAY_MS } from "@/lib/day";
import { type BillingRows, billPayer } from "@/lib/demo/seed/billing";
import { tellBrightfold } from "@/lib/demo/seed/brightfold";
import { beginChronicle, type Chronicle, type Rows, TABLES } from "@/lib/demo/seed/chronicle";
import { markPurges } from "@/lib/demo/seed/mark-purges";
import type { Owner } from "@/lib/demo/seed/owner";
import { tellNorthlight } from "@/lib/demo/seed/northlight";
import { seedTraffic } from "@/lib/demo/seed/traffic";
import { inBatches } from "@/lib/in-batches";

const STORIES = [
  {
    slug: "northlight",
    name: "Northlight Studio",
    plan: "enterprise",
    seatLimit: 60,
    days: 426,
    tell: tellNorthlight,
    details: {
      company: "Northlight Studio Lda",
      street: "Rua do Poço 12",
      postalCode: "1100-341",
      city: "Lisboa",
      country: "PT",
      taxId: "PT509442013",
      email: null,
    },
  },
  {
    slug: "brightfold",
    name: "Brightfold Agency",
    plan: "pro",
    seatLimit: null,
    days: 230,
    tell: tellBrightfold,
    details: {
      company: "Brightfold Agency BV",
      street: "Dansaertstraat 88",
      postalCode: "1000",
      city: "Brussel",
      country: "BE",
      taxId: "BE0123456789",
      email: null,
    },
  },
] as const satisfies readonly {
  slug: string;
  name: string;
  plan: Plan;
  seatLimit: number | null;
  days: number;
  tell: (chronicle: Chronicle) => void;
  details: BillingDetails;
}[];

/**
 * Fills an empty demo with a believable studio and its history. It writes as the owner of the database, because the
 * history lies in the past and the application can record nothing but the present. Does nothing where an account is.
 */
export async function seedDemo(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice() {} });
  try {
    await drizzle(client, { casing: "snake_case" }).transaction(async (tx) => {
      const [any] = await tx.select({ id: accounts.id }).from(accounts).limit(1);
      if (!any) await writeStories(tx);
    });
  } finally {
    await client.end();
  }
}

async function writeStories(tx: Owner): Promise<void> {
  const now = new Date();
  const shared: Pick<Chronicle, "users" | "sessions" | "now"> = { users: new Map(), sessions: [], now };
  const chronicles = STORIES.map(({ slug, name, tell }, seed) => {
    const chronicle = beginChronicle({ id: newId("account"), slug, name }, { ...shared, seed });
    tell(chronicle);
    return chronicle;
  });
  await tx.insert(users).values([...shared.users.values()]);
  await tx.insert(sessions).values(shared.sessions);
  for (const [i, { plan, seatLimit, days, details }] of STORIES.entries()) {
    const chronicle = chronicles[i];
    if (!chronicle) continue;
    const createdAt = new Date(now.getTime() - days * DAY_MS);
    await tx.insert(accounts).values({ ...chronicle.account, plan, seatLimit, createdAt });
    await writeRows(tx, chronicle.rows);
    const terms = { plan, seats: seatLimit ?? PLANS[plan].seats };
    const months = Math.floor(days / 31);
    await writeBilling(tx, billPayer({ account: chronicle.account, terms, months, details }, now));
  }
  await markPurges(tx);
  await chainEvents(tx);
  const [studio] = chronicles;
  if (studio) await seedTraffic(tx, studio.account.id);
}

async function writeRows(tx: Owner, rows: Rows): Promise<void> {
  for (const name of Object.keys(TABLES) as (keyof typeof TABLES)[])
    for (const batch of inBatches<object>(rows[name])) await tx.insert(TABLES[name]).values(batch as never);

  await tx.execute(sql`alter table audit_events disable trigger audit_events_chain`);
  const events = rows.auditEvents
    .toSorted((a, b) => Number(a.at) - Number(b.at))
    .map((event, i) => ({ ...event, seq: i + 1 }));
  for (const batch of inBatches(events)) await tx.insert(auditEvents).values(batch);
  await tx.execute(sql`alter table audit_events enable trigger audit_events_chain`);
}

const BILLING_TABLES = { billingDetails, subscriptions, invoices, payments } as const;

async function writeBilling(tx: Owner, rows: BillingRows): Promise<void> {
  for (const name of Object.keys(BILLING_TABLES) as (keyof BillingRows)[])
    await tx.insert(BILLING_TABLES[name]).values(rows[name] as never);
}

/** What the trigger does with each new event, done for all of them at once. */
const chainEvents = (tx: Owner) =>
  tx.execute(sql`
    do $$
    declare
      event audit_events;
      head text;
    begin
      for event in select * from audit_events order by account_id, seq loop
        event.previous_hash := case when event.seq = 1 then '' else head end;
        head := audit_hash(event);
        update audit_events set previous_hash = event.previous_hash, hash = head
          where account_id = event.account_id and id = event.id;
      end loop;
      insert into audit_heads select distinct on (account_id) account_id, seq, hash
        from audit_events order by account_id, seq desc;
    end $$`);
