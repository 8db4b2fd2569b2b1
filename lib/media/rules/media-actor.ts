import type { Actor, LinkActor } from "@/lib/actor";
import type { Asker } from "@/lib/permissions/can";

/** Whoever can ask for media. */
export type MediaActor = Actor | LinkActor;

/** As much of them as decides how far they reach into the library. */
export type MediaAsker = Asker & { account: { id: string } } & (
    | { kind: "member" | "system" }
    | { kind: "key"; key: { folderIds: readonly string[] | null } }
    | { kind: "share_link"; link: { kind: "view" | "request"; itemId: string; download: boolean } }
  );
