import { Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Suspense } from "react";
import { Split } from "@/components/shell/inspector";
import { InspectorSkeleton } from "@/components/shell/inspector-skeleton";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import type { MemberActor } from "@/lib/actor";
import { formatCount } from "@/lib/format";
import { requirePage } from "@/lib/http/require-page";
import { listFields } from "@/lib/media/queries/fields";
import { can } from "@/lib/permissions/can";
import { CollectionMenu } from "../collections/collection-menu";
import { CollectionStrip } from "../collections/collection-strip";
import { RememberStrip } from "../collections/remember-strip";
import { NewCollectionButton } from "../collections/new-collection-button";
import { CreateFolderButton } from "../create-folder-button";
import { FolderPath } from "../folder-path";
import { OpenItem } from "../inspector/open-item";
import { MediaLibrary } from "../library/media-library";
import { type MediaPlace, openPlace } from "../place";
import { viewOf } from "../search";
import { ShareButton } from "../share/share-button";
import { readBranches } from "../tree/read-branches";
import { TREE_COOKIE } from "../tree/tree-cookie";
import { TreePanel } from "../tree/tree-panel";
import { UploadArea } from "../upload/upload-area";

export const metadata: Metadata = { title: "Media" };

export default async function MediaPage(props: PageProps<"/[account]/media">) {
  const actor = await requirePage(props, "media.view");
  const params = await props.searchParams;
  const { slug } = actor.account;
  const openId = typeof params.item === "string" ? params.item : undefined;
  const [place, fields, jar] = await Promise.all([openPlace(actor, params), listFields(actor), cookies()]);
  const path = [...place.above.map(({ id }) => id), ...(place.folder ? [place.folder.id] : [])];
  const { folder, folders, collection, collections, files, search, askable } = place;
  return (
    <Split
      inspector={
        openId && (
          <Suspense fallback={<InspectorSkeleton />}>
            <OpenItem key={openId} actor={actor} id={openId} params={params} />
          </Suspense>
        )
      }
    >
      {(folder || collection) && <FolderPath account={slug} above={place.above} name={place.title} />}
      <PageHeader title={place.title} note={inWords(place)}>
        <Doors actor={actor} place={place} />
      </PageHeader>
      <TreePanel
        account={slug}
        branches={await readBranches(actor, path)}
        path={path}
        isOpen={jar.get(TREE_COOKIE)?.value !== "closed"}
      >
        {collections && <RememberStrip isShown={collections.length > 0} />}
        {collections && collections.length > 0 && <CollectionStrip account={slug} collections={collections} />}
        <MediaLibrary
          account={slug}
          readerId={actor.memberId}
          search={search}
          folders={folders}
          files={files}
          fields={fields}
          collection={collection}
          askable={askable}
          view={viewOf(params)}
          canAdd={place.can.upload}
          openId={openId}
        />
      </TreePanel>
    </Split>
  );
}

/** What can be begun here. */
function Doors({ actor, place: { folder, collection, can: verdicts } }: { actor: MemberActor; place: MediaPlace }) {
  const { slug } = actor.account;
  const shared = folder?.can.share ? folder : collection?.can.share ? collection : null;
  return (
    <>
      {maySeeTrash(actor) && !collection && (
        <ButtonLink look="quiet" href={`/${slug}/media/trash`} icon={<Trash2 aria-hidden />}>
          Trash
        </ButtonLink>
      )}
      {verdicts.createCollection && <NewCollectionButton account={slug} />}
      {collection && <CollectionMenu account={slug} collection={collection} />}
      {shared && <ShareButton account={slug} item={{ kind: shared.kind, id: shared.id, name: shared.name }} />}
      {verdicts.upload && <UploadArea account={slug} memberId={actor.memberId} folderId={folder?.id ?? null} />}
      {verdicts.createFolder && <CreateFolderButton account={slug} parentId={folder?.id ?? null} />}
    </>
  );
}

/** "2 folders, 148 files" */
function inWords({ folders, files: { total } }: MediaPlace): string {
  const files = formatCount(total.count, { one: "file", other: total.more ? "files and more" : "files" });
  return folders.length > 0 ? `${formatCount(folders.length, { one: "folder", other: "folders" })}, ${files}` : files;
}

/** Those who only look at everything have nothing there. */
const maySeeTrash = (actor: MemberActor) =>
  can(actor, "media.restore", { level: null }) || !can(actor, "media.view", { level: null });
