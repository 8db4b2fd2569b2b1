import { closePools } from "@/db/client";
import { contest, readGround } from "@/lib/users/bench/contest";
import { asMember } from "@/lib/testing/studio";
import { listUsers } from "@/lib/users/queries/list-users";
import { usersSearch } from "@/lib/users/input";

/** The rows and their number alone, in this process. */
export async function query() {
  const { accountId: id, slug, memberId } = readGround();
  const actor = await asMember({ id, slug, name: "Northlight Studio", plan: "enterprise" }, memberId);
  return contest(async (view) => {
    const page = await listUsers(actor, usersSearch.parse(Object.fromEntries(new URLSearchParams(view))));
    return page.rows.map((row) => row.id);
  }, closePools);
}

export async function api() {
  const { url, key } = readGround();
  return contest(async (view) => {
    const response = await fetch(`${url}/api/v1/members?${view}`, { headers: { authorization: `Bearer ${key}` } });
    const { data } = (await response.json()) as { data: { id: string }[] };
    return data.map(({ id }) => id);
  });
}

/** All of the HTML, as the browser gets it when it comes to the page. */
export async function page() {
  const { url, slug, session } = readGround();
  return contest(async (view) => {
    const response = await fetch(`${url}/${slug}/users?${view}`, {
      headers: { cookie: `aperture.session=${session}` },
    });
    const html = await response.text();
    return [...new Set(Array.from(html.matchAll(/[?&;]user=(mem_\w+)/g), ([, id]) => id ?? ""))];
  });
}
