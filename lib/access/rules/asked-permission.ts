import { type Permission, PERMISSION_IDS, PERMISSIONS } from "@/lib/permissions/permissions";

/** Words that mean a permission beside its label and what it does. */
const ALSO: Record<Permission, string> = {
  account_admin: "administrator invite people users roles settings everything",
  analytics: "traffic statistics figures",
  billing: "pay invoices money plan",
  sources: "deploy source",
  purge: "purge cache caches clear",
  media_edit: "upload edit share library",
  media_browse: "view browse see library media",
  media_shared: "restricted guests",
};

/** Short words say nothing about which permission is meant. */
const FILLERS = new Set(["the", "and", "our", "all", "any", "with", "from"]);

const QUESTION = /^who (?:can|may|has|holds)\s+(.+?)\??$/i;

/** The permission that "who can purge?" asks about; null when the words are no such question or mean nothing known. */
export function askedPermission(text: string): Permission | null {
  const asked = QUESTION.exec(text.trim())?.[1]?.toLowerCase();
  if (!asked) return null;
  const words = asked.split(/\s+/).filter((word) => word.length > 2 && !FILLERS.has(word));
  const scored = PERMISSION_IDS.map((id) => ({ id, score: scoreOf(id, asked, words) })).toSorted(
    (a, b) => b.score - a.score,
  );
  return scored[0] && scored[0].score > 0 ? scored[0].id : null;
}

function scoreOf(id: Permission, asked: string, words: readonly string[]): number {
  const { label, does } = PERMISSIONS[id];
  if (asked === label.toLowerCase() || asked === id) return Number.POSITIVE_INFINITY;
  const known = new Set(`${label} ${does} ${ALSO[id]}`.toLowerCase().split(/[^a-z]+/));
  return words.filter((word) => known.has(word)).length;
}
