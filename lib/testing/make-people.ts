import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { ActorAccount } from "@/lib/actor";
import { BUILT_IN_ROLES } from "@/lib/permissions/roles";

const FIRST = ["Ada", "Bo", "Chloé", "Dmitri", "Esi", "Farid", "Greta", "Hana", "Ines", "Jun", "Kofi", "Lina", "Mateo"];
const LAST = ["Abara", "Blum", "Costa", "Dahl", "Eriksen", "Fischer", "Garcia", "Horváth", "Ito", "Jensen", "Khan"];

/**
 * Fills an account with so many people at once: every built-in role and none, one in seven with a single permission
 * beside it, one in fifty suspended. The same number makes the same people. Written as the owner of the database, who
 * can see to it at once that its statistics fit, as PostgreSQL itself does within a minute.
 */
export async function makePeople({ id, slug }: ActorAccount, count: number): Promise<void> {
  const numbers = sql`generate_series(1, ${count}::int) n`;
  const pick = (items: readonly string[]) =>
    sql`(array[${sql.join(
      items.map((item) => sql`${item}`),
      sql`, `,
    )}])`;
  const idOf = (prefix: string) => sql`${`${prefix}_${slug.replaceAll("-", "")}`} || lpad(n::text, 7, '0')`;
  const name = sql`${pick(FIRST)}[1 + n % ${FIRST.length}] || ' ' || ${pick(LAST)}[1 + n % ${LAST.length}] || ' ' || n`;
  const email = sql`'person' || n || '@' || ${slug} || '.example'`;
  const statements = [
    sql`insert into users (id, email, name, email_verified_at) select ${idOf("usr")}, ${email}, ${name}, now() from ${numbers}`,
    sql`insert into members (account_id, id, user_id, name, email, last_active_at, started_at, started_by)
      select ${id}, ${idOf("mem")}, ${idOf("usr")}, ${name}, ${email}, now() - make_interval(mins => n), now() - make_interval(hours => n), 'system'
      from ${numbers}`,
    sql`insert into role_assignments (account_id, id, member_id, built_in_role, started_by)
      select ${id}, ${idOf("ras")}, ${idOf("mem")}, ${pick(BUILT_IN_ROLES)}[n % 7], 'system' from ${numbers} where n % 7 > 0`,
    sql`insert into permission_grants (account_id, id, member_id, permission, started_by)
      select ${id}, ${idOf("grt")}, ${idOf("mem")}, 'purge', 'system' from ${numbers} where n % 7 = 3`,
    sql`insert into suspensions (account_id, id, member_id, started_by)
      select ${id}, ${idOf("sus")}, ${idOf("mem")}, 'system' from ${numbers} where n % 50 = 0`,
    sql`analyze users, members, role_assignments, permission_grants, suspensions`,
  ];
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice() {} });
  try {
    for (const statement of statements) await drizzle(owner).execute(statement);
  } finally {
    await owner.end();
  }
}
