"use client";

import { useState, useTransition } from "react";
import { toast } from "@/components/overlay/toast";
import { useEnvironment } from "@/components/ui/environment";
import { TextField } from "@/components/ui/field";
import { Time } from "@/components/ui/time";
import { formatCount, formatList } from "@/lib/format";
import type { Item } from "@/lib/media/input/items";
import type { Level } from "@/lib/permissions/operations";
import type { PastAccess } from "@/lib/shares/queries/access-on-day";
import { type AccessChange, compareAccess } from "@/lib/shares/rules/compare-access";
import type { LinkVisits } from "@/lib/share-links/queries/links-reaching";
import { compareLinks } from "@/lib/shares/rules/compare-links";
import { answered } from "../../answered";
import { accessOnDayAction } from "../share/actions";
import { AccessRow } from "../share/access-row";
import { labelOf } from "../share/levels";
import { LinksWithAccess, nameOfLink } from "./links-with-access";

type Props = { account: string; item: Item };

/** Who could see the thing at the end of a day, who opened it then, and what two days differ in. */
export function AccessOnDay({ account, item }: Props) {
  const { zone } = useEnvironment();
  const [told, setTold] = useState<{ day?: PastAccess; other?: PastAccess }>({});
  const [isPending, startTransition] = useTransition();
  const ask = (which: "day" | "other", day: string) =>
    startTransition(async () => {
      if (!day) return setTold((all) => ({ ...all, [which]: undefined }));
      const result = await answered(accessOnDayAction(account, { item, day, timeZone: zone }));
      if (!result.ok) return toast({ tone: "crimson", message: result.message });
      setTold((all) => ({ ...all, [which]: result.data }));
    });
  const { day, other } = told;
  return (
    <section aria-label="On a day of the past" aria-busy={isPending} className="grid gap-3">
      <h3 className="text-13">On a day of the past</h3>
      <div className="grid grid-cols-2 gap-3">
        <TextField label="At the end of" type="date" onChange={(event) => ask("day", event.target.value)} />
        <TextField label="Compared with" type="date" onChange={(event) => ask("other", event.target.value)} />
      </div>
      {day && <Told account={account} access={day} />}
      {day && other && <Difference one={day} other={other} />}
    </section>
  );
}

function Told({ account, access }: { account: string; access: PastAccess }) {
  const { people, byRole, links, openings, visits, wasPrivate } = access;
  if (!access.wasThere)
    return (
      <p className="text-13 text-ink-2">It was not there at that time, or lay in the trash. Nobody could see it.</p>
    );
  return (
    <div role="status" className="grid gap-3">
      <ul aria-label="Who could see it">
        {people.map((person) => (
          <AccessRow key={person.id} account={account} person={person} here={access.item.id} />
        ))}
        <li className="border-t border-line py-2 text-13 text-ink-2 first:border-t-0">
          {people.length === 0 && "It was shared with nobody. "}
          {formatCount(byRole.length, { one: "person", other: "people" })} through their role
          {byRole.length > 0 && `: ${formatList(namesOf(byRole), "en")}`}
        </li>
      </ul>
      <div>
        <h4 className="text-12">By link</h4>
        <LinksWithAccess account={account} links={links} none="No link opened it." />
        {wasPrivate !== null && (
          <p className="mt-1 text-13 text-ink-2">
            {wasPrivate
              ? "It was private: delivery addresses needed a signature or a person who might see it."
              : "It was not private: delivery addresses opened it as the library's source said."}
          </p>
        )}
      </div>
      <div>
        <h4 className="text-12">Opened that day, by the clocks of UTC</h4>
        {openings.length === 0 && <p className="text-13 text-ink-2">Nobody of the account opened it.</p>}
        <ul aria-label="Visitors who opened it">
          {visits.map((link) => (
            <li key={link.id} className="border-t border-line py-1.5 text-13 first:border-t-0">
              {sentenceOf(link)}
            </li>
          ))}
        </ul>
        <ul aria-label="Who opened it">
          {openings.map(({ id, name, views, downloads, lastAt }) => (
            <li key={id} className="flex justify-between gap-3 border-t border-line py-1.5 text-13 first:border-t-0">
              <span>
                {name}: {formatCount(views, { one: "view", other: "views" })},{" "}
                {formatCount(downloads, { one: "download", other: "downloads" })}
              </span>
              <Time value={lastAt} as="datetime" className="text-12 text-ink-3" />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What the later of two days has more and less than the earlier one. */
function Difference({ one, other }: { one: PastAccess; other: PastAccess }) {
  const [before, after] = new Date(one.at) < new Date(other.at) ? [one, other] : [other, one];
  const { gained, lost } = compareAccess(before, after);
  const { came, went } = compareLinks(before.links, after.links);
  return (
    <div role="status" aria-label="What the two days differ in">
      <h4 className="text-12">
        From <Time value={before.at} as="date" /> to <Time value={after.at} as="date" />
      </h4>
      {gained.length + lost.length + came.length + went.length === 0 && (
        <p className="text-13 text-ink-2">The same people, at the same levels, and the same links.</p>
      )}
      <ul>
        {gained.map((change) => (
          <Changed key={change.id} word="Gained" change={change} />
        ))}
        {lost.map((change) => (
          <Changed key={change.id} word="Lost" change={change} />
        ))}
        {[...came, ...went].map((link) => (
          <li key={link.id} className="border-t border-line py-1.5 text-13 first:border-t-0">
            {came.includes(link) ? "Came" : "Went"}: {nameOfLink(link)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Changed({ word, change: { name, before, after } }: { word: string; change: AccessChange }) {
  const told = (level: Level | null) => (level ? labelOf(level) : "nothing");
  return (
    <li className="border-t border-line py-1.5 text-13 first:border-t-0">
      {word}: {name}, from {told(before)} to {told(after)}
    </li>
  );
}

function sentenceOf({ views, downloads, botViews, botDownloads, ...link }: LinkVisits): string {
  const word = (count: number, one: string) => formatCount(count, { one, other: `${one}s` });
  const bots = botViews + botDownloads;
  return `Visitors by ${nameOfLink(link)}: ${word(views, "view")} of the link, ${word(downloads, "download")}${
    bots > 0 ? `, and ${word(bots, "time")} by bots` : ""
  }`;
}

const namesOf = (people: readonly { name: string }[]) => people.map(({ name }) => name);
