import { CopyableId } from "@/components/ui/copy-button";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { MemberActor } from "@/lib/actor";
import type { KeyRow } from "@/lib/api-keys/queries/key-rows";
import { formatCount } from "@/lib/format";
import { canEver } from "@/lib/permissions/can";

export function KeyFacts({ actor, apiKey: key }: { actor: MemberActor; apiKey: KeyRow }) {
  const { slug } = actor.account;
  const { lastUsed, expiresAt, ipRanges, rateLimit, sourceIds, folderIds } = key;
  const facts: Definition[] = [
    {
      term: "Owner",
      value: canEver(actor, "users.view") ? (
        <Link className="link-text" href={`/${slug}/users?user=${key.owner.id}`}>
          {key.owner.name}
        </Link>
      ) : (
        key.owner.name
      ),
    },
    { term: "Created", value: <Time value={key.createdAt} as="datetime" /> },
    { term: "Expires", value: expiresAt ? <Time value={expiresAt} as="datetime" /> : "Never" },
    {
      term: "Last used",
      value: lastUsed ? (
        <>
          <Time value={lastUsed.at} as="datetime" />
          {lastUsed.ip && ` from ${lastUsed.ip}`}
          {lastUsed.path && <code className="data-text block text-ink-2">{lastUsed.path}</code>}
        </>
      ) : (
        "Never"
      ),
    },
    { term: "From", value: ipRanges ? <code className="data-text">{ipRanges.join(", ")}</code> : "Any address" },
    { term: "Requests a minute", value: rateLimit ?? "The server's limit" },
    ...(sourceIds
      ? [{ term: "Sources", value: `Only ${formatCount(sourceIds.length, { one: "source", other: "sources" })}` }]
      : []),
    ...(folderIds
      ? [{ term: "Folders", value: `Only ${formatCount(folderIds.length, { one: "folder", other: "folders" })}` }]
      : []),
    { term: "Id", value: <CopyableId value={key.id} label="Copy the key's id" /> },
  ];
  return (
    <section>
      <h3 className="mb-1 text-13">About this key</h3>
      <DefinitionList items={facts} />
      {canEver(actor, "audit.view") && (
        <p className="mt-3 flex flex-wrap gap-4 text-13">
          <Link className="link-text" href={`/${slug}/audit-log?about=${key.id}`}>
            What was done to it
          </Link>
          <Link className="link-text" href={`/${slug}/audit-log?key=${key.id}`}>
            What was done by it
          </Link>
        </p>
      )}
    </section>
  );
}
