import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { whoCan } from "@/lib/access/queries/who-can";
import { makePeople } from "@/lib/testing/make-people";
import { asSystem, makeAccount } from "@/lib/testing/studio";
import { usersSearch } from "@/lib/users/input";
import { listUsers } from "@/lib/users/queries/list-users";

useTestDatabase();

test("ten thousand people are there at once, with the access that they were made with", async () => {
  const account = await makeAccount({ seatLimit: 20_000 });
  await makePeople(account, 10_000);
  const system = asSystem(account);
  const suspended = await listUsers(system, usersSearch.parse({ status: "suspended" }));
  expect(suspended.total).toBe(200);
  const { total, people } = await whoCan(system, { operation: "purge.run" });
  const purgers = Array.from({ length: 10_000 }, (_, i) => i + 1).filter(
    (n) => n % 50 > 0 && [1, 2, 3].includes(n % 7),
  );
  expect(total).toBe(purgers.length);
  expect(people).toHaveLength(100);
});
