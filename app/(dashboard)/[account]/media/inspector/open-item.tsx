import type { MemberActor } from "@/lib/actor";
import { historyOf } from "@/lib/audit/queries/list-events";
import { orNull } from "@/lib/http/or-null";
import type { SearchParams } from "@/lib/http/read-search";
import { findFile } from "@/lib/media/queries/find-file";
import { listFolder } from "@/lib/media/queries/list-folder";
import { listVersions } from "@/lib/media/queries/list-versions";
import type { FileRow } from "@/lib/media/queries/rows";
import { canEver } from "@/lib/permissions/can";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";
import type { MediaRow } from "../item";
import { itemOf } from "../share/shared-item";
import { AccessTab } from "./access-tab";
import { ActivityTab } from "./activity-tab";
import { DeliveryPart, DeliveryReach } from "./delivery-part";
import { FileDetails, FolderDetails } from "./details-tab";
import { ItemInspector } from "./item-inspector";
import { type ItemTab, tabOf } from "./tabs";
import { VersionsTab } from "./versions-tab";

type Opened = { actor: MemberActor; id: string; params: SearchParams };

/** The file or folder that the address names, beside the list; one that is not there leaves the list alone. */
export async function OpenItem({ actor, id, params }: Opened) {
  const item = id.startsWith("fil_")
    ? await orNull(findFile(actor, id))
    : (await orNull(listFolder(actor, id)))?.folder;
  if (!item) return null;
  const tabs: ItemTab[] = [
    "details",
    ...(item.can.seeAccess ? ["access" as const] : []),
    ...(item.kind === "file" ? ["versions" as const] : []),
    ...(canEver(actor, "audit.view") ? ["activity" as const] : []),
  ];
  const tab = tabOf(params.tab, tabs);
  return (
    <ItemInspector account={actor.account.slug} row={item} tabs={tabs} tab={tab}>
      {tab === "details" &&
        (item.kind === "file" ? (
          <FileDetails account={actor.account.slug} file={item} delivery={<DeliveryPart actor={actor} row={item} />} />
        ) : (
          <FolderDetails folder={item} delivery={<DeliveryPart actor={actor} row={item} />} />
        ))}
      {tab === "access" && <Access actor={actor} row={item} />}
      {tab === "versions" && item.kind === "file" && <Versions actor={actor} row={item} />}
      {tab === "activity" && <Activity actor={actor} row={item} />}
    </ItemInspector>
  );
}

type Part = { actor: MemberActor; row: MediaRow };
type FilePart = { actor: MemberActor; row: FileRow };

const Access = async ({ actor, row }: Part) => (
  <AccessTab
    account={actor.account.slug}
    access={await whoHasAccess(actor, itemOf(row))}
    publication={<DeliveryReach actor={actor} row={row} />}
  />
);

const Versions = async ({ actor, row }: FilePart) => (
  <VersionsTab
    account={actor.account.slug}
    fileId={row.id}
    versions={await listVersions(actor, row.id)}
    can={row.can}
  />
);

const Activity = async ({ actor, row }: Part) => (
  <ActivityTab account={actor.account.slug} id={row.id} events={(await historyOf(actor, row.id, { limit: 20 })).rows} />
);
