import type { Permission } from "@/lib/permissions/permissions";

/** How far a share reaches, lowest first. */
export const LEVELS = ["view", "contribute", "manage"] as const;
export type Level = (typeof LEVELS)[number];

/**
 * Narrowest first. `own`: rows that belong to who asks. A level: rows shared at that level or above. `any`: every row of
 * the account.
 */
export const REACHES = ["own", ...LEVELS, "any"] as const;
export type Reach = (typeof REACHES)[number];

/** Who may be named in the table beside the permissions: any active member, and the holder of a share link. */
export type Holder = Permission | "everyone" | "share_link";

/**
 * `by`: how far each holder reaches. `account_admin` reaches everything and is not repeated.
 * `personal`: only a person may do it, signed in as themselves; no API key does, whatever it holds.
 */
export type Operation = { does: string; by: Partial<Record<Holder, Reach>>; personal?: true };

const administrators = {} as const;
const own = { everyone: "own" } as const;
const mediaView = { media_browse: "any", media_shared: "view" } as const;
const mediaContribute = { media_edit: "any", media_shared: "contribute" } as const;
const mediaManage = { media_edit: "any", media_shared: "manage" } as const;

/** What the product does, and which permission reaches how far. */
export const OPERATIONS = {
  "users.view": { does: "see the people of the account", by: administrators },
  "users.invite": { does: "invite people", by: administrators },
  "users.edit": { does: "change someone's role", by: administrators },
  "users.suspend": { does: "suspend and reactivate people", by: administrators },
  "users.remove": { does: "remove people", by: administrators },
  "users.export": { does: "export the list of people", by: administrators },
  "users.endSessions": { does: "end someone's sessions", by: administrators },
  "invitations.view": { does: "see pending invitations", by: administrators },
  "invitations.resend": { does: "send an invitation again or copy its link", by: administrators },
  "invitations.revoke": { does: "revoke invitations", by: administrators },
  "roles.view": { does: "see roles", by: administrators },
  "roles.create": { does: "create roles", by: administrators },
  "roles.edit": { does: "change roles", by: administrators },
  "roles.delete": { does: "delete roles", by: administrators },
  "groups.view": { does: "see groups", by: administrators },
  "groups.create": { does: "create groups", by: administrators },
  "groups.edit": { does: "change groups and their members", by: administrators },
  "groups.delete": { does: "delete groups", by: administrators },
  "grants.edit": { does: "give and take single permissions", by: administrators },
  "audit.view": { does: "read and export the audit log", by: administrators },
  "settings.account": { does: "change the account's name, sign-in and key policy", by: administrators },
  "guardRails.view": { does: "see guard rails", by: administrators },
  "guardRails.edit": { does: "set guard rails", by: administrators },
  "access.explainAnyone": { does: "ask what anyone may do, and why", by: administrators },
  "access.preview": { does: "preview a change of access", by: administrators },

  "profile.view": { does: "see one's profile", by: own, personal: true },
  "profile.edit": { does: "change one's profile", by: own, personal: true },
  "sessions.end": { does: "end one's sessions", by: own, personal: true },
  "account.leave": { does: "leave the account", by: own, personal: true },
  "access.explain": { does: "ask what one may do, and why", by: own },

  "apiKeys.create": { does: "create API keys", by: { everyone: "any" } },
  "apiKeys.view": { does: "see API keys", by: own },
  "apiKeys.edit": { does: "change API keys", by: own },
  "apiKeys.rotate": { does: "rotate API keys", by: own },
  "apiKeys.suspend": { does: "suspend and resume API keys", by: own },
  "apiKeys.revoke": { does: "revoke API keys", by: own },

  "media.view": { does: "open media", by: { ...mediaView, share_link: "view" } },
  "media.download": { does: "download media", by: { ...mediaView, share_link: "view" } },
  "media.zip": { does: "download media as a zip", by: mediaView },
  "media.history": { does: "see the versions and history of media", by: mediaView },
  "comments.view": { does: "read comments", by: mediaView },
  "media.upload": { does: "upload media", by: { ...mediaContribute, share_link: "contribute" } },
  "media.newVersion": { does: "upload a new version", by: mediaContribute },
  "media.restoreVersion": { does: "restore an earlier version", by: mediaContribute },
  "folders.create": { does: "create folders", by: mediaContribute },
  "media.tag": { does: "tag media", by: mediaContribute },
  "media.editMetadata": { does: "edit metadata", by: mediaContribute },
  "media.copy": { does: "copy media", by: mediaContribute },
  "collections.addFiles": { does: "add files to collections", by: mediaContribute },
  "comments.write": { does: "comment", by: mediaContribute },
  "media.rename": { does: "rename media", by: mediaManage },
  "media.move": { does: "move media", by: mediaManage },
  "media.delete": { does: "delete media", by: mediaManage },
  "media.deleteVersion": { does: "delete versions", by: mediaManage },
  "media.restore": { does: "restore deleted media", by: mediaManage },
  "media.share": { does: "share media", by: mediaManage },
  "media.seeAccess": { does: "see who can reach media", by: mediaManage },
  "shareLinks.create": { does: "create share links", by: mediaManage },
  "shareLinks.edit": { does: "change share links", by: mediaManage },
  "shareLinks.revoke": { does: "revoke share links", by: mediaManage },
  "comments.deleteThread": { does: "delete comment threads", by: mediaManage },
  "collections.create": { does: "create collections", by: { media_edit: "any", media_shared: "any" } },
  "collections.view": { does: "open collections", by: mediaView },
  "collections.rename": { does: "rename collections", by: mediaManage },
  "collections.removeFiles": { does: "remove files from collections", by: mediaManage },
  "collections.delete": { does: "delete collections", by: mediaManage },
  "collections.share": { does: "share collections", by: mediaManage },
  "media.publish": { does: "publish media", by: { media_edit: "any" } },
  "media.unpublish": { does: "make media private", by: { media_edit: "any" } },
  "shareLinks.viewAll": { does: "see every share link of the account", by: { media_edit: "any" } },
  "settings.media": { does: "change metadata fields and the rules for new links", by: { media_edit: "any" } },
  "access.request": { does: "ask for access to a folder", by: { media_shared: "any" } },

  "sources.view": { does: "see sources", by: { sources: "any" } },
  "sources.create": { does: "create sources", by: { sources: "any" } },
  "sources.edit": { does: "change sources", by: { sources: "any" } },
  "sources.deploy": { does: "deploy sources", by: { sources: "any" } },
  "sources.rollBack": { does: "roll a source back", by: { sources: "any" } },
  "sources.disable": { does: "disable sources", by: { sources: "any" } },
  "sources.delete": { does: "delete sources", by: { sources: "any" } },
  "settings.webhooks": { does: "change webhooks", by: { sources: "any" } },

  "purge.run": { does: "purge the cache", by: { purge: "any" } },
  "purge.preview": { does: "preview a purge", by: { purge: "any" } },
  "purge.view": { does: "see past purges", by: { purge: "any" } },

  "analytics.view": { does: "see analytics", by: { analytics: "any" } },
  "analytics.export": { does: "export analytics", by: { analytics: "any" } },

  "billing.view": { does: "see billing and invoices", by: { billing: "any" } },
  "billing.editDetails": { does: "change billing details", by: { billing: "any" } },
  "billing.payInvoice": { does: "pay invoices", by: { billing: "any" } },
  "billing.changePlan": { does: "change the plan and seats", by: { billing: "any" } },
  "billing.cancel": { does: "cancel the subscription", by: { billing: "any" } },
  "billing.resume": { does: "resume the subscription", by: { billing: "any" } },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;

export const OPERATION_IDS = Object.keys(OPERATIONS) as OperationId[];

export const isOperation = (id: string): id is OperationId => Object.hasOwn(OPERATIONS, id);

export const operationOf = (id: OperationId): Operation => OPERATIONS[id];
