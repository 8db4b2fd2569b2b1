import { Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import type { MemberActor } from "@/lib/actor";
import { formatCount } from "@/lib/format";
import { requirePage } from "@/lib/http/require-page";
import { can } from "@/lib/permissions/can";
import { CollectionStrip } from "./collection-strip";
import { CreateFolderButton } from "./create-folder-button";
import { OpenItem } from "./inspector/open-item";
import { FolderPath } from "./folder-path";
import { MediaList } from "./media-list";
import { type MediaPlace, openPlace } from "./place";
import { ShareButton } from "./share/share-button";
import type { SharedItem } from "./share/shared-item";
import { UploadArea } from "./upload/upload-area";

export const metadata: Metadata = { title: "Media" };

export default async function MediaPage(props: PageProps<"/[account]/media">) {
  const actor = await requirePage(props, "media.view");
  const params = await props.searchParams;
  const { slug } = actor.account;
  const openId = typeof params.item === "string" ? params.item : undefined;
  const place = await openPlace(actor, params);
  return (
    <Split inspector={openId && <OpenItem key={openId} actor={actor} id={openId} params={params} />}>
      {(place.folder || params.collection) && <FolderPath account={slug} above={place.above} name={place.title} />}
      <PageHeader title={place.title} note={inWords(place)}>
        {maySeeTrash(actor) && (
          <ButtonLink look="quiet" href={`/${slug}/media/trash`} icon={<Trash2 aria-hidden />}>
            Trash
          </ButtonLink>
        )}
        {place.shareable && <ShareButton account={slug} item={toShare(place.shareable)} />}
        {place.can.upload && (
          <UploadArea account={slug} memberId={actor.memberId} folderId={place.folder?.id ?? null} />
        )}
        {place.can.createFolder && <CreateFolderButton account={slug} parentId={place.folder?.id ?? null} />}
      </PageHeader>
      {place.collections.length > 0 && <CollectionStrip account={slug} collections={place.collections} />}
      <MediaList
        account={slug}
        folders={place.folders}
        files={place.files.rows}
        pager={{ next: place.files.nextCursor, previous: place.files.previousCursor }}
        problem={place.files.problem}
        askable={place.askable}
        view={params.view === "list" ? "list" : "grid"}
        canAdd={place.can.upload}
        openId={openId}
      />
    </Split>
  );
}

/** No more of the row than the dialog needs goes to the browser. */
const toShare = ({ kind, id, name }: SharedItem): SharedItem => ({ kind, id, name });

/** "2 folders, 148 files" */
function inWords({ folders, files: { total } }: MediaPlace): string {
  const files = formatCount(total.count, { one: "file", other: total.more ? "files and more" : "files" });
  return folders.length > 0 ? `${formatCount(folders.length, { one: "folder", other: "folders" })}, ${files}` : files;
}

/** Those who only look at everything have nothing there. */
const maySeeTrash = (actor: MemberActor) =>
  can(actor, "media.restore", { level: null }) || !can(actor, "media.view", { level: null });
