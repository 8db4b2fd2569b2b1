import type { MemberActor } from "@/lib/actor";
import { listFolder } from "@/lib/media/queries/list-folder";
import { sharedWithMe } from "@/lib/media/queries/shared-with-me";
import { can } from "@/lib/permissions/can";

/** A folder to put things into, with the folders in it and the way to it; null is the start of the library. */
export type Destination = {
  id: string | null;
  name: string;
  above: { id: string | null; name: string }[];
  can: { move: boolean; copy: boolean };
  folders: { id: string; name: string }[];
};

export async function findDestination(
  actor: MemberActor,
  { folderId }: { folderId: string | null },
): Promise<Destination> {
  const start = { id: null, name: can(actor, "media.view", { level: null }) ? "Media" : "Shared with me" };
  if (folderId === null && start.name !== "Media") {
    const { folders } = await sharedWithMe(actor);
    return { ...start, above: [], can: { move: false, copy: false }, folders: folders.map(toChoice) };
  }
  const { folder, breadcrumbs, folders, can: verdicts } = await listFolder(actor, folderId);
  return {
    id: folder?.id ?? null,
    name: folder?.name ?? start.name,
    above: folder ? [start, ...breadcrumbs.slice(0, -1)] : [],
    can: folder
      ? { move: folder.can.move, copy: folder.can.upload }
      : { move: verdicts.createFolder, copy: verdicts.createFolder },
    folders: folders.rows.map(toChoice),
  };
}

const toChoice = ({ id, name }: { id: string; name: string }) => ({ id, name });
