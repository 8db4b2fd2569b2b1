import { sendFile } from "@/lib/http/send-file";
import { exportUsers } from "@/lib/users/queries/export-users";
import { readUsersSearch } from "../search";

export const GET = sendFile("users.export", async (actor, params) => {
  const { cursor: _, limit: __, ...search } = readUsersSearch(params);
  return {
    name: `people-${actor.account.slug}.csv`,
    type: "text/csv; charset=utf-8",
    pieces: await exportUsers(actor, search),
  };
});
