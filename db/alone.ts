import { connect } from "./client";
import { GONE } from "./hold";

/**
 * Does the work, unless somebody does the work of this name already: on this server or another. The name is held by a
 * connection, so that the database frees it the moment its process is killed.
 * @returns whether it was done here
 */
export async function whileAlone(name: string, work: () => Promise<void>): Promise<boolean> {
  const { client, end } = connect(process.env.DATABASE_URL ?? "", {
    max: 1,
    connection: { role: "aperture_system", application_name: "aperture_alone", ...GONE },
  });
  try {
    const [held] = await client<{ held: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as held`;
    if (held?.held) await work();
    return held?.held ?? false;
  } finally {
    await end();
  }
}
