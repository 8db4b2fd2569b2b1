import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { PowerChange } from "@/lib/api-keys/rules/history";
import { essenceOf, type Permission, PERMISSIONS, setOf } from "@/lib/permissions/permissions";

const labelsOf = (permissions: readonly Permission[]) =>
  essenceOf(setOf(permissions)).map((id) => PERMISSIONS[id].label);

/** Every moment at which what the key could do changed, newest first, and because of what. */
export function HistoryTab({ history }: { history: readonly PowerChange[] }) {
  return (
    <ol>
      {history.toReversed().map(({ at, power, gained, lost, because }) => (
        <li key={at.getTime()} className="grid gap-1 border-t border-line py-3 text-13 first:border-t-0 first:pt-0">
          <span className="flex items-start justify-between gap-4">
            <span className="font-strong">{because.join(" ") || "What it could do changed."}</span>
            <Time value={at} as="datetime" className="flex-none text-12 text-ink-3" />
          </span>
          <span className="flex flex-wrap gap-1">
            {labelsOf(lost).map((label) => (
              <Tag key={label} tone="crimson">
                − {label}
              </Tag>
            ))}
            {labelsOf(gained).map((label) => (
              <Tag key={label} tone="moss">
                + {label}
              </Tag>
            ))}
          </span>
          <span className="text-12 text-ink-2">From then on: {labelsOf(power).join(", ") || "nothing"}</span>
        </li>
      ))}
    </ol>
  );
}
