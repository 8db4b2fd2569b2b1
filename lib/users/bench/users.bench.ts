import type { Bench } from "../../../bin/bench.mjs";
import { api, page, query } from "@/lib/users/bench/contenders";
import { PEOPLE, shareApplication, VIEWS } from "@/lib/users/bench/contest";

export const bench: Bench = {
  title: "Users page",
  method: `The first 50 of ${PEOPLE.toLocaleString("en")} people with their number, by ${VIEWS.length} views (all, a search, a role, a permission, last active), one
request at a time: the query alone, the HTTP API and the page as the browser gets it, from the application as it is built.`,
  rounds: 5,
  packages: ["next", "postgres"],
  prepare: shareApplication,
  contenders: { "query alone": query, "HTTP API": api, "Users page": page },
};
