import { CopyableId } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import type { MemberActor } from "@/lib/actor";
import { findPrivateFolder } from "@/lib/media/queries/find-private-folder";
import { type Delivery, findDelivery } from "@/lib/sources/queries/find-delivery";
import { folderHref } from "../addresses";
import type { MediaRow } from "../item";
import { itemOf } from "../share/shared-item";
import { PublishSwitch } from "./publish-switch";

type Props = { actor: MemberActor; row: MediaRow };

/** Whether everyone may have it, and at which address. */
export async function DeliveryPart({ actor, row }: Props) {
  const account = actor.account.slug;
  const { delivery, folder, hint } = await findReach(actor, row);
  if (!delivery && !row.can.publish && !row.isPrivate) return null;
  return (
    <section aria-label="Publication" className="grid gap-1 text-13">
      <PublishSwitch account={account} row={row} hint={hint} fixed={!row.can.publish || folder !== null} />
      {delivery && <CopyableId value={delivery.address} label="Copy address" />}
    </section>
  );
}

/** Who gets it by a delivery address, beside whoever else can see it. */
export async function DeliveryReach({ actor, row }: Props) {
  const { delivery, hint } = await findReach(actor, row);
  return (
    <section aria-label="By delivery address">
      <h3 className="mb-1 text-13">By delivery address</h3>
      <p className="text-13 text-ink-2">{hint}</p>
      {delivery && !row.isPrivate && <CopyableId value={delivery.address} label="Copy address" />}
    </section>
  );
}

async function findReach(actor: MemberActor, row: MediaRow) {
  const [delivery, folder] = await Promise.all([
    row.kind === "file" ? findDelivery(actor, row.id) : null,
    row.isPrivate ? findPrivateFolder(actor, itemOf(row)) : null,
  ]);
  const hint = folder ? (
    <>
      Private with{" "}
      <Link className="link-text" href={folderHref(actor.account.slug, folder.id)}>
        {folder.name}
      </Link>
    </>
  ) : (
    reachOf(row, delivery)
  );
  return { delivery, folder, hint };
}

const SOURCES = {
  open: "Everyone who has the address gets it",
  signed: "The library's source asks for a signed address or a person who may see it",
  disabled: "The library's source is disabled",
} as const;

/** Who gets it, in a sentence. */
function reachOf({ kind, isPrivate }: MediaRow, delivery: Delivery | null): string {
  if (isPrivate) return "Signed addresses and people who may see it open it, nobody else";
  if (kind === "folder") return "What is in it is delivered as the library's source says";
  return delivery ? SOURCES[delivery.source] : "No source delivers it";
}
