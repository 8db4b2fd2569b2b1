import type { MediaActor } from "@/lib/media/rules/media-actor";
import { can } from "@/lib/permissions/can";

/** The library's root can never be shared: it is open to those who reach everything, and to no one else. */
export const seesRoot = (actor: MediaActor) => can(actor, "media.view", { level: null }) && !isLimited(actor);

export const mayCreateAtRoot = (actor: MediaActor) =>
  can(actor, "folders.create", { level: null }) && !isLimited(actor);

/** A key that works in some folders alone. */
const isLimited = (actor: MediaActor) => actor.kind === "key" && actor.key.folderIds !== null;
