import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { MemberActor } from "@/lib/actor";
import { findKey } from "@/lib/api-keys/queries/find-key";
import type { KeyRow } from "@/lib/api-keys/queries/key-rows";
import { works } from "@/lib/api-keys/rules/status";
import { orNull } from "@/lib/http/or-null";
import { StatusTag } from "../status-tag";

/** While a key is being replaced: both of them, with what still asks by which. */
export async function RotationPair({
  actor,
  apiKey: key,
  hrefOf,
}: {
  actor: MemberActor;
  apiKey: KeyRow;
  hrefOf: (keyId: string) => string;
}) {
  const otherId = key.replacedById ?? key.rotatedFromId;
  const other = otherId === null ? null : await orNull(findKey(actor, otherId));
  if (!other) return null;
  const [fresh, old] = key.replacedById === null ? [key, other] : [other, key];
  if (key === fresh && !works(old.status)) return null;
  return (
    <section>
      <h3 className="mb-1 text-13">One replaces the other</h3>
      <ul className="rounded-card border border-line-2 bg-surface text-13">
        <Half label="New" apiKey={fresh} href={key === fresh ? null : hrefOf(fresh.id)} />
        <Half label="Old" apiKey={old} href={key === old ? null : hrefOf(old.id)} />
      </ul>
    </section>
  );
}

function Half({ label, apiKey: key, href }: { label: string; apiKey: KeyRow; href: string | null }) {
  const prefix = <code className="data-text">{key.prefix}…</code>;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-2.5 first:border-t-0">
      <span className="label-text w-8">{label}</span>
      {href ? (
        <Link className="link-text" href={href} replace scroll={false}>
          {prefix}
        </Link>
      ) : (
        prefix
      )}
      <StatusTag status={key.status} />
      <span className="ml-auto text-12 text-ink-2">
        {key.lastUsed ? (
          <>
            used <Time value={key.lastUsed.at} />
          </>
        ) : (
          "never used"
        )}
        {key.status === "rotating" && key.expiresAt && (
          <>
            , stops <Time value={key.expiresAt} as="datetime" />
          </>
        )}
      </span>
    </li>
  );
}
