import { newId } from "@/db/ids";
import { type Chronicle, daysAgo, type Person, tell } from "@/lib/demo/seed/chronicle";
import type { Studio } from "@/lib/demo/seed/northlight";
import type { DeliveredSource } from "@/lib/demo/seed/northlight-sources";
import { formatCount } from "@/lib/format";

type Sources = Record<"press" | "products", DeliveredSource>;
/** `path` ends in `*` where it names all that begins so. */
type Line = { source: DeliveredSource; path: string; matched: number };

/** A season of purging: single pictures mostly, a folder after a reshoot, everything when the defaults changed. */
export function tellPurges(chronicle: Chronicle, { dana, ryo }: Studio, { press, products }: Sources): void {
  const purge = (days: number, by: Person, reason: string, ...lines: Line[]) =>
    addPurge(chronicle, by, daysAgo(chronicle, days), reason, lines);
  const of = (source: DeliveredSource, path: string, matched: number): Line => ({ source, path, matched });

  purge(86.2, ryo, "Reshoot of the lamps", of(products, "shop/oslo-lamp*", 34));
  purge(71.6, dana, "", of(press, "press/portrait.jpg", 6));
  purge(63.1, ryo, "Colours of the chair were off", of(products, "shop/arc-chair.jpg", 11));
  purge(42.8, ryo, "New defaults for all of it", of(press, "*", 412));
  purge(31.4, dana, "Logo redrawn", of(press, "brand/logo.svg", 9), of(press, "brand/logo-dark.svg", 7));
  purge(24.9, dana, "Embargo was lifted too early", of(press, "autumn/*", 58));
  purge(17.2, ryo, "Launch: final retouch", of(press, "autumn/hero.jpg", 23), of(press, "autumn/lookbook/*", 96));
  purge(16.9, dana, "Typo in the first picture", of(press, "autumn/lookbook/01.jpg", 18));
  purge(8.6, dana, "Back to the better quality", of(press, "*", 377));
  purge(4.3, ryo, "", of(press, "journal/making-of.jpg", 5));
  purge(1.1, dana, "New portrait of Mira", of(press, "team/mira.jpg", 12));
}

function addPurge(chronicle: Chronicle, by: Person, at: Date, reason: string, lines: readonly Line[]): void {
  const { account, rows } = chronicle;
  const id = newId("purge");
  const matched = lines.reduce((sum, line) => sum + line.matched, 0);
  const settledAt = new Date(at.getTime() + 2_400);
  rows.purges.push({
    accountId: account.id,
    id,
    reason,
    matched,
    mark: 0,
    status: "completed",
    attempts: 1,
    dueAt: at,
    createdAt: at,
    createdBy: by.memberId,
    settledAt,
  });
  for (const [i, { source, path, matched: found }] of lines.entries())
    rows.purgeLines.push({
      accountId: account.id,
      purgeId: id,
      number: i + 1,
      scope: scopeOf(source.id, path),
      text: addressOf(source, path),
      matched: found,
      sampleSourceId: source.id,
      samplePath: path.replace(/\*$/, "cover.jpg"),
      readAt: settledAt,
      answer: 200,
      fresh: "fresh",
    });
  const texts = lines.map(({ source, path }) => addressOf(source, path));
  tell(chronicle, by, at, {
    operation: "purge.run",
    target: { kind: "purge", id, name: formatCount(lines.length, { one: "line", other: "lines" }) },
    after: { lines: texts, matched, reason },
  });
}

const addressOf = ({ slug }: DeliveredSource, path: string) => `/i/${slug}/${path}`;

function scopeOf(sourceId: string, path: string): Record<string, string> {
  if (path === "*") return { kind: "source", sourceId };
  return path.endsWith("*")
    ? { kind: "prefix", sourceId, prefix: path.slice(0, -1) }
    : { kind: "path", sourceId, path };
}
