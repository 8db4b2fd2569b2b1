import { Callout } from "@/components/ui/callout";
import { EffectiveList } from "@/components/ui/effective-list";
import { Time } from "@/components/ui/time";
import type { MemberActor } from "@/lib/actor";
import type { KeyDetails } from "@/lib/api-keys/queries/find-key";
import { KEY_STATUSES, works } from "@/lib/api-keys/rules/status";
import { closureOf, essenceOf, PERMISSIONS, setOf } from "@/lib/permissions/permissions";
import { expiresSoon } from "../list-row";
import { KeyFacts } from "./key-facts";
import { ResumeButton } from "./resume-button";
import type { OpenKey } from "./open-key-facts";
import { RotationPair } from "./rotation-pair";
import { UnusedCallout } from "./unused-callout";

/** What the key can do at this moment, what is asleep and why, and what it never needed. */
export function PowerTab({
  actor,
  apiKey: key,
  openKey,
  hrefOf,
}: {
  actor: MemberActor;
  apiKey: KeyDetails;
  openKey: OpenKey;
  hrefOf: (keyId: string) => string;
}) {
  const { slug } = actor.account;
  const abilities = essenceOf(setOf(key.effective)).map((id) => ({ id, text: PERMISSIONS[id].does }));
  const asleep = key.dormant.map(({ permission, since, because }) => ({
    id: permission,
    state: "never" as const,
    text: (
      <>
        {PERMISSIONS[permission].does}
        <span className="block text-12 text-amber-ink">
          Dormant since <Time value={since} as="date" />. {because}
        </span>
      </>
    ),
  }));
  return (
    <div className="grid gap-5">
      {key.status !== "active" && (
        <Callout
          tone={key.status === "rotating" ? "amber" : "neutral"}
          title={`${KEY_STATUSES[key.status].label}.`}
          action={key.can.resume && <ResumeButton account={slug} openKey={openKey} />}
        >
          {KEY_STATUSES[key.status].says}
        </Callout>
      )}
      {key.status === "active" && key.expiresAt && expiresSoon(key.expiresAt) && (
        <Callout tone="amber" title="It expires soon.">
          It stops <Time value={key.expiresAt} />. Rotate it, or give it a later end under Edit.
        </Callout>
      )}
      <RotationPair actor={actor} apiKey={key} hrefOf={hrefOf} />
      <EffectiveList
        title="What it can do now"
        note={`as far as ${key.owner.id === actor.memberId ? "you hold" : `${key.owner.name} holds`} it`}
        items={[...abilities, ...asleep]}
        empty={works(key.status) ? "Nothing but ask what it is" : "Nothing, as long as it does not work"}
      />
      {key.unused.length > 0 && key.can.edit && (
        <UnusedCallout
          account={slug}
          keyId={key.id}
          name={key.name}
          unused={essenceOf(setOf(key.unused))}
          needed={essenceOf(closureOf(key.permissions) & ~setOf(key.unused))}
        />
      )}
      <KeyFacts actor={actor} apiKey={key} />
    </div>
  );
}
