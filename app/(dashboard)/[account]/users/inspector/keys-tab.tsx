import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { KeyOfUser } from "@/lib/users/queries/find-user";
import { inWords } from "../../access-editor/permission-words";

/** Keys that work or may work again, with what is dormant because their owner lacks it. */
export function KeysTab({ account, name, keys }: { account: string; name: string; keys: readonly KeyOfUser[] }) {
  if (keys.length === 0)
    return <EmptyState title={`${name} has no API keys`}>A key never has more access than its owner.</EmptyState>;
  return (
    <ul>
      {keys.map((key) => (
        <li key={key.id} className="grid gap-1 border-t border-line py-3 text-13 first:border-t-0 first:pt-0">
          <span className="flex flex-wrap items-center gap-2">
            <Link className="link-text" href={`/${account}/api-keys?key=${key.id}`}>
              {key.name}
            </Link>
            <code className="data-text text-ink-3">{key.prefix}…</code>
            {key.status !== "active" && <Tag>{key.status.replaceAll("_", " ")}</Tag>}
            <span className="ml-auto text-12 text-ink-3">
              {key.lastUsedAt ? (
                <>
                  used <Time value={key.lastUsedAt} />
                </>
              ) : (
                "never used"
              )}
            </span>
          </span>
          <span className="text-12 text-ink-2">
            Can use {key.effective.length > 0 ? inWords(key.effective) : "nothing"}
          </span>
          {key.dormant.length > 0 && (
            <span className="text-12 text-amber-ink">
              Dormant: {inWords(key.dormant)}, because {name} does not hold {key.dormant.length === 1 ? "it" : "them"}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
