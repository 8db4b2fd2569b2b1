"use client";

import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Loading } from "@/components/ui/skeleton";
import { formatCount, formatList } from "@/lib/format";
import type { SharesOfMany } from "@/lib/shares/queries/shares-of-many";
import { type MediaRow, nameOf } from "../item";
import type { TaskDialogProps } from "../tasks/task-dialog-props";
import { ByRole } from "./access-line";
import { AddGrantee } from "./add-grantee";
import { DirectShare } from "./direct-share";
import { labelOf } from "./levels";
import { endOfAll, heldInWords, levelOnAll } from "./held";
import { granteeOf } from "./shared-item";
import { useSharesOfMany } from "./use-shares-of-many";

/** Shares many things with the same people in one step. Nothing waits for a save. */
export default function ShareManyDialog({ account, rows, ...dialog }: TaskDialogProps & { rows: readonly MediaRow[] }) {
  const { sharing, problem, share } = useSharesOfMany(account, rows);
  return (
    <Dialog
      {...dialog}
      title={`Share ${nameOf(rows)}`}
      description="Each of them, and all that lies in the folders among them"
      footer={
        <>
          <span className="text-13 text-ink-2">Changes apply at once</span>
          <Button className="ml-auto" onClick={() => dialog.onOpenChange(false)}>
            Done
          </Button>
        </>
      }
    >
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
      {sharing?.items.length !== 0 && (
        <AddGrantee
          account={account}
          withEnd
          onAdd={(added, message) => share(added, (what) => `${message} ${what}`)}
        />
      )}
      {!sharing && !problem && <Loading />}
      {sharing && sharing.refused.length > 0 && <NotShared sharing={sharing} />}
      {sharing && sharing.items.length > 0 && <SharedWith sharing={sharing} share={share} />}
    </Dialog>
  );
}

const NAMED = 5;

/** What stays as it is, by name where it is open to the reader. */
function NotShared({ sharing: { items, refused } }: { sharing: SharesOfMany }) {
  const names = refused.flatMap(({ name }) => name ?? []).slice(0, NAMED);
  const rest = refused.length - names.length;
  const told = rest > 0 ? [...names, formatCount(rest, names.length > 0 ? { other: "more" } : THINGS)] : names;
  return (
    <Callout tone="amber" title={`Not shared: ${formatList(told, "en")}.`}>
      {items.length > 0 ? "To share something, one needs to manage it." : "You manage nothing of what is selected."}
    </Callout>
  );
}

const THINGS = { one: "thing", other: "things" };

type SharedWithProps = { sharing: SharesOfMany; share: ReturnType<typeof useSharesOfMany>["share"] };

/** What was given on the things themselves, and what everyone has anyway. */
function SharedWith({ sharing: { items, grantees, byRole }, share }: SharedWithProps) {
  return (
    <section aria-labelledby="shared-with">
      <h3 id="shared-with" className="label-text mb-1">
        Shared with
      </h3>
      <ul>
        {grantees.map(({ grantee: one, isAsleep, held }) => {
          const grantee = granteeOf(one);
          const { name } = one;
          return (
            <DirectShare
              key={one.id}
              grantee={one}
              isAsleep={isAsleep}
              detail={heldInWords(held, items.length)}
              level={levelOnAll(held, items.length)}
              expiresAt={endOfAll(held)}
              stop={`Remove ${name} from all`}
              onLevel={(level) =>
                void share([{ grantee, level }], (what) => `${name} can ${labelOf(level).toLowerCase()} ${what}`)
              }
              onEnd={(expiresAt) =>
                void share([{ grantee, expiresAt }], (what) => `The end was changed for ${name} on ${what}`)
              }
              onStop={() => void share([{ grantee, level: null }], (what) => `${what} no longer shared with ${name}`)}
            />
          );
        })}
        {byRole.length > 0 && <ByRole people={byRole} />}
      </ul>
      <p className="border-t border-line pt-2 text-13 text-ink-2">
        What comes through a folder above or a collection is not listed here, and stays.
      </p>
    </section>
  );
}
