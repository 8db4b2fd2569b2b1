import { CAST, CAST_NAMES, type CastName } from "@/lib/demo/cast";
import { type Chronicle, daysAgo, type Person, tell } from "@/lib/demo/seed/chronicle";
import { CREW, STUDIO_ROLES, type StudioRole } from "@/lib/demo/seed/crew";
import { changeRole, give, invite, join, reactivate, remove, suspend, take, visit } from "@/lib/demo/seed/people-verbs";
import { tellKeys } from "@/lib/demo/seed/northlight-keys";
import { tellPurges } from "@/lib/demo/seed/northlight-purges";
import { tellSources } from "@/lib/demo/seed/northlight-sources";
import { defineRole, formGroup, redefineRole } from "@/lib/demo/seed/thing-verbs";

/** The people of the story: the cast by their first names, the crew by their mailboxes. */
export type Studio = Record<CastName, Person> & { crew: (mailbox: string) => Person };

const CAST_INVITED: Record<Exclude<CastName, "mira">, number> = {
  tomas: 425,
  dana: 420,
  priya: 416,
  ryo: 404,
  lea: 380,
  sofia: 290,
  jonah: 150,
};

/** When each of the cast was last here, in days. */
const CAST_LAST_SEEN: Record<CastName, number> = {
  mira: 0.002,
  tomas: 0.01,
  dana: 0.09,
  lea: 0.21,
  ryo: 1.1,
  priya: 3.2,
  sofia: 6.4,
  jonah: 18,
};

const HOUR = 1 / 24;

/** Fourteen months of a studio of forty people. */
export function tellNorthlight(chronicle: Chronicle): void {
  const at = (days: number) => daysAgo(chronicle, days);
  const mira = join(chronicle, null, at(426), CAST.mira);
  const { account } = chronicle;
  tell(chronicle, mira, at(426), {
    operation: "account.create",
    target: { kind: "account", id: account.id, name: account.name },
    after: { name: account.name, slug: account.slug, plan: "enterprise" },
  });
  const tomas = join(chronicle, mira, at(CAST_INVITED.tomas), CAST.tomas);
  const roles = {
    pictureEditor: defineRole(chronicle, mira, at(400), { ...STUDIO_ROLES.pictureEditor, permissions: ["media_edit"] }),
    analyst: defineRole(chronicle, tomas, at(312), STUDIO_ROLES.analyst),
    releaseManager: defineRole(chronicle, mira, at(300), STUDIO_ROLES.releaseManager),
  };
  const studio = admit(chronicle, mira, tomas, roles);
  tellChanges(chronicle, studio, roles);
  tellGroups(chronicle, studio);
  tellKeys(chronicle, studio);
  tellPurges(chronicle, studio, tellSources(chronicle, studio));
  tellLeavers(chronicle, studio);
  tellPending(chronicle, studio);
  tellVisits(chronicle, studio);
}

function admit(chronicle: Chronicle, mira: Person, tomas: Person, roles: Record<StudioRole, string>): Studio {
  const at = (days: number) => daysAgo(chronicle, days);
  const cast = { mira, tomas } as Record<CastName, Person>;
  for (const name of CAST_NAMES)
    if (name !== "mira" && name !== "tomas")
      cast[name] = join(chronicle, mira, at(CAST_INVITED[name]), { ...CAST[name], grants: [] });
  const byMailbox = new Map<string, Person>();
  for (const [i, { invited, role, ...person }] of CREW.entries()) {
    const roleId = role in roles ? roles[role as StudioRole] : role;
    const joined = join(chronicle, i % 3 === 0 ? tomas : mira, at(invited), { ...person, role: roleId });
    byMailbox.set(person.email.replace(/@.*/, ""), joined);
  }
  const crew = (mailbox: string) => {
    const person = byMailbox.get(mailbox);
    if (!person) throw new Error(`Nobody of the crew is called ${mailbox}.`);
    return person;
  };
  return { ...cast, crew };
}

function tellChanges(chronicle: Chronicle, studio: Studio, roles: Record<StudioRole, string>): void {
  const at = (days: number) => daysAgo(chronicle, days);
  const { mira, tomas, dana, priya, sofia, crew } = studio;
  redefineRole(chronicle, mira, at(270), roles.pictureEditor, STUDIO_ROLES.pictureEditor.permissions);
  give(chronicle, mira, at(205), dana, "billing");
  give(chronicle, tomas, at(190), sofia, "analytics");
  take(chronicle, tomas, at(160), sofia, "analytics");
  give(chronicle, mira, at(58), crew("amara"), "media_browse");
  give(chronicle, mira, at(20), crew("lucas"), "purge", at(-3));
  give(chronicle, tomas, at(9), crew("nadia"), "analytics", at(-21));
  give(chronicle, tomas, at(40), crew("grace"), "analytics", at(10));
  changeRole(chronicle, mira, at(233), crew("chloe"), "media_library_full_access");
  changeRole(chronicle, tomas, at(120), crew("chloe"), "media_library_view_only_access");
  changeRole(chronicle, mira, at(96), crew("mateo"), roles.releaseManager);
  changeRole(chronicle, mira, at(41), crew("isabel"), "media_library_full_access");
  give(chronicle, mira, at(15), priya, "sources", at(14));
  suspend(chronicle, tomas, at(210), crew("beatrice"), "On leave");
  reactivate(chronicle, tomas, at(182), crew("beatrice"));
  suspend(chronicle, mira, at(17), crew("henrik"), "Laptop stolen");
  suspend(chronicle, tomas, at(4), crew("tariq"), "Contract ended");
}

function tellGroups(chronicle: Chronicle, { mira, tomas, crew, ...cast }: Studio): void {
  const at = (days: number) => daysAgo(chronicle, days);
  const people = (...mailboxes: string[]) => mailboxes.map(crew);
  const marketing = [cast.dana, cast.lea, cast.sofia, ...people("chloe", "beatrice", "zeynep", "piotr")];
  formGroup(chronicle, mira, at(220), { name: "Marketing EU", description: "Campaigns in Europe" }, marketing);
  const americas = people("emily", "mateo", "camila", "lucas");
  formGroup(chronicle, mira, at(115), { name: "Marketing Americas", description: "Campaigns overseas" }, americas);
  const shoots = [cast.lea, ...people("yara", "seun", "nadia", "elias", "sakura")];
  formGroup(chronicle, tomas, at(140), { name: "Product photography", description: "Shoots and retouching" }, shoots);
  const guests = [cast.jonah, ...people("camila", "meiling", "aisha", "tariq")];
  formGroup(chronicle, mira, at(60), { name: "Freelancers", description: "Guests from outside the studio" }, guests);
}

/** They came and went; their names stay in the log. */
function tellLeavers(chronicle: Chronicle, { mira, tomas }: Studio): void {
  const at = (days: number) => daysAgo(chronicle, days);
  const gone = [
    { name: "Oskar Blum", mailbox: "oskar", timeZone: "Europe/Vienna", role: "developer", from: 402, to: 244 },
    { name: "Rosa Delgado", mailbox: "rosa", timeZone: "Europe/Madrid", role: "finance", from: 371, to: 318 },
    { name: "Jun Park", mailbox: "jun", timeZone: "Asia/Seoul", role: "media_library_full_access", from: 255, to: 77 },
  ] as const;
  for (const { name, mailbox, timeZone, role, from, to } of gone) {
    const email = `${mailbox}@northlight.studio`;
    const person = join(chronicle, mira, at(from), { name, email, timeZone, role });
    visit(chronicle, person, at(from - 3), at(to + 1), 9);
    remove(chronicle, tomas, at(to), person);
  }
}

function tellPending(chronicle: Chronicle, { mira, tomas }: Studio): void {
  const at = (days: number) => daysAgo(chronicle, days);
  const offers = [
    { by: tomas, days: 15, name: "", mailbox: "cleo", role: "media_library_view_only_access" },
    { by: mira, days: 11, name: "Anders Holm", mailbox: "anders", role: "media_library_full_access" },
    { by: mira, days: 4, name: "Signe Dahl", mailbox: "signe", role: "developer" },
    { by: tomas, days: 2, name: "Ravi Shah", mailbox: "ravi", role: "media_library_view_only_access" },
    { by: mira, days: 3 * HOUR, name: "", mailbox: "press-desk", role: "media_library_restricted_access" },
  ] as const;
  for (const { by, days, name, mailbox, role } of offers)
    invite(chronicle, by, at(days), { name, email: `${mailbox}@northlight.studio`, role });
}

function tellVisits(chronicle: Chronicle, { crew, ...cast }: Studio): void {
  const { random } = chronicle;
  const at = (days: number) => daysAgo(chronicle, days);
  for (const name of CAST_NAMES) {
    const since = name === "mira" ? 426 : CAST_INVITED[name] - 3;
    visit(chronicle, cast[name], at(since), at(CAST_LAST_SEEN[name]), name === "jonah" ? 16 : 6);
  }
  const stopped: Record<string, number> = { henrik: 18, tariq: 5 };
  for (const { email, invited } of CREW) {
    const mailbox = email.replace(/@.*/, "");
    const last = stopped[mailbox] ?? random.between(1, 200) * HOUR;
    visit(chronicle, crew(mailbox), at(invited - 3), at(last), random.between(6, 14));
  }
}
