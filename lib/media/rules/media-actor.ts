import type { Actor, ActorAccount, Origin } from "@/lib/actor";
import type { Asker } from "@/lib/permissions/can";

/** A visitor who came by a share link: reaches what the link names, and nothing else of the account. */
export type LinkActor = Asker & {
  kind: "share_link";
  memberId: null;
  account: ActorAccount;
  origin: Origin;
  name: string;
  link: {
    id: string;
    kind: "view" | "request";
    /** Of the file, folder or collection. */
    itemId: string;
    download: boolean;
  };
};

/** Whoever can ask for media. */
export type MediaActor = Actor | LinkActor;
