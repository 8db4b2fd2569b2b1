import type { Access } from "@/lib/permissions/access";
import type { Asker } from "@/lib/permissions/can";
import { closureOf, type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";

export type Plan = "free" | "pro" | "enterprise";

/** The account that an actor acts in; every query and command stays within it. */
export type ActorAccount = { id: string; slug: string; name: string; plan: Plan };

/** Where a request came from, for the audit log. */
export type Origin = { ip: string | null; userAgent: string | null; requestId: string };

type Common = Asker & { account: ActorAccount; origin: Origin };

/** A person, signed in. */
export type MemberActor = Common & {
  kind: "member";
  memberId: string;
  userId: string;
  sessionId: string;
  name: string;
  email: string;
  access: Access;
};

/** An API key. Its `permissions` are its own as far as its owner holds them at this moment. */
export type KeyActor = Common & {
  kind: "key";
  memberId: string;
  name: string;
  access: Access;
  key: {
    id: string;
    name: string;
    permissions: readonly Permission[];
    /** Limits; null means none. */
    sourceIds: readonly string[] | null;
    folderIds: readonly string[] | null;
    ipRanges: readonly string[] | null;
    /** Requests a minute. */
    rateLimit: number | null;
    expiresAt: Date | null;
  };
};

/** The command line and jobs: reaches everything and is named in the audit log. */
export type SystemActor = Common & { kind: "system"; memberId: null; name: string };

export type Actor = MemberActor | KeyActor | SystemActor;

/** A visitor who came by a share link: reaches what the link names, and nothing else of the account. */
export type LinkActor = Common & {
  kind: "share_link";
  memberId: null;
  name: string;
  link: {
    id: string;
    kind: "view" | "request";
    /** Of the file, folder or collection. */
    itemId: string;
    download: boolean;
    /** The member who made it: what visitors bring is theirs. */
    ownerId: string | null;
  };
};

/** What `started_by` and `ended_by` keep. */
export function authorOf(actor: Actor | LinkActor): string {
  switch (actor.kind) {
    case "member":
      return actor.memberId;
    case "key":
      return actor.key.id;
    case "share_link":
      return actor.link.id;
    case "system":
      return "system";
  }
}

/** Acts for nobody in particular; the name tells the audit log what it was: the command line, or a job. */
export const systemActor = (account: ActorAccount, name: string, requestId: string): SystemActor => ({
  kind: "system",
  memberId: null,
  name,
  active: true,
  permissions: closureOf(PERMISSION_IDS),
  account,
  origin: { ip: null, userAgent: null, requestId },
});
