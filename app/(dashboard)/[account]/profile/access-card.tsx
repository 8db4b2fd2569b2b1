import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { EffectiveList } from "@/components/ui/effective-list";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { MemberActor } from "@/lib/actor";
import { formatList } from "@/lib/format";
import { sourcesOf } from "@/lib/permissions/access";
import { gistOf, PERMISSIONS } from "@/lib/permissions/permissions";
import type { OwnAccess } from "@/lib/profile/queries";
import type { GivenAccess } from "@/lib/users/queries/find-user";

/** What one may do in this account, each with where it comes from. */
export function AccessCard({ actor, access: { given, groups } }: { actor: MemberActor; access: OwnAccess }) {
  return (
    <Card
      title="Your access"
      note={`In ${actor.account.name}. An account administrator can change it; nobody changes their own.`}
    >
      <DefinitionList
        items={[
          ...given.map((source) => ({
            term: source.kind === "role" ? "Role" : "Single permission",
            value: <Given source={source} />,
          })),
          ...(groups.length > 0
            ? [
                {
                  term: "Groups",
                  value: formatList(
                    groups.map(({ name }) => name),
                    "en",
                  ),
                },
              ]
            : []),
        ]}
      />
      <div className="mt-4">
        <EffectiveList
          title="What you can do"
          empty="Nothing yet but this page and your own API keys."
          items={gistOf(actor.permissions).map((permission) => ({
            id: permission,
            text: PERMISSIONS[permission].does,
            source: `from ${formatList(
              sourcesOf(actor.access, permission).map(({ source }) =>
                source.kind === "role" ? `role ${source.name}` : "a single permission",
              ),
              "en",
            )}`,
          }))}
        />
      </div>
    </Card>
  );
}

const Given = ({ source }: { source: GivenAccess }) => (
  <span className="flex flex-wrap items-center gap-x-2">
    <span className="font-strong">
      {source.kind === "role"
        ? source.name
        : formatList(
            source.permissions.map((id) => PERMISSIONS[id].label),
            "en",
          )}
    </span>
    {source.expiresAt && (
      <Tag tone="amber">
        until <Time value={source.expiresAt} as="datetime" />
      </Tag>
    )}
    <span className="text-12 text-ink-2">
      given by {source.by}, <Time value={source.since} as="date" />
    </span>
  </span>
);
