import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { findGuest } from "@/lib/sign-in/queries";

/**
 * The user who has just proven to read this mailbox, made at this moment for someone who is invited and new. Null for
 * whoever is neither a member nor invited.
 */
export async function admitGuest(tx: Tx, { email, name }: { email: string; name?: string }): Promise<string | null> {
  const guest = await findGuest(tx, { email });
  if (!guest) return null;
  if (guest.userId) {
    await tx.execute(
      sql`update users set email_verified_at = coalesce(email_verified_at, now()) where id = ${guest.userId}`,
    );
    return guest.userId;
  }
  const [made] = await tx.execute<{ id: string }>(sql`
    insert into users (id, email, name, email_verified_at) values (${newId("user")}, ${email}, ${name || nameFrom(email)}, now())
    on conflict (lower(email)) do update set email_verified_at = now() returning id`);
  return made?.id ?? null;
}

/** "dana.kessler@…" is called Dana Kessler until she says otherwise. */
const nameFrom = (email: string) =>
  email
    .replace(/@.*/, "")
    .split(/[._+-]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
