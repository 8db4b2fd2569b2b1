import { CAST } from "@/lib/demo/cast";
import { type Chronicle, daysAgo, tell } from "@/lib/demo/seed/chronicle";
import { join, visit } from "@/lib/demo/seed/people-verbs";

/** A client of the studio: a second account, where Mira only looks on. */
export function tellBrightfold(chronicle: Chronicle): void {
  const at = (days: number) => daysAgo(chronicle, days);
  const { account } = chronicle;
  const odile = join(chronicle, null, at(230), {
    name: "Odile Laurent",
    email: "odile@brightfold.example",
    timeZone: "Europe/Brussels",
    role: "account_administrator",
  });
  tell(chronicle, odile, at(230), {
    operation: "account.create",
    target: { kind: "account", id: account.id, name: account.name },
    after: { name: account.name, slug: account.slug, plan: "pro" },
  });
  const marcus = join(chronicle, odile, at(221), {
    name: "Marcus Bell",
    email: "marcus@brightfold.example",
    timeZone: "America/New_York",
    role: "media_library_full_access",
  });
  const mira = join(chronicle, odile, at(143), { ...CAST.mira, role: "media_library_view_only_access" });
  visit(chronicle, odile, at(229), at(0.6), 8);
  visit(chronicle, marcus, at(218), at(2.3), 12);
  visit(chronicle, mira, at(140), at(9), 30);
}
