import { EffectiveList } from "@/components/ui/effective-list";
import { formatList } from "@/lib/format";
import { essenceOf, isWithin, listOf, PERMISSIONS, type PermissionSet, setOf } from "@/lib/permissions/permissions";

/** What lies behind a permission, for the line that says what a key cannot touch. */
const BEHIND = [
  ["sources", "sources"],
  ["purge", "caches"],
  ["media_shared", "media"],
  ["analytics", "analytics"],
  ["billing", "billing"],
  ["account_admin", "people"],
] as const;

/** The choice in plain sentences: what it lets the key do, and what it does not. */
export function KeySummary({ name, held }: { name: string; held: PermissionSet }) {
  const out = BEHIND.filter(([permission]) => !isWithin(setOf([permission]), held)).map(([, thing]) => thing);
  const can = essenceOf(held).map((id) => ({ id, text: PERMISSIONS[id].does }));
  const cannot =
    out.length > 0
      ? [{ id: "not", text: `Touch ${formatList(out, "en", "disjunction")}`, state: "never" as const }]
      : [];
  return (
    <div aria-live="polite">
      <EffectiveList
        title={
          <span className="font-normal">
            <b>{name.trim() || "This key"}</b> can:
          </span>
        }
        items={listOf(held).length > 0 ? [...can, ...cannot] : [{ id: "self", text: "Ask what it is" }, ...cannot]}
      />
    </div>
  );
}
