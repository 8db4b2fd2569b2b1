import type { OperationId } from "@/lib/permissions/operations";

/** Who a door opens for: everybody, whoever is signed in, the demo alone, an API key, or whoever the operation opens for. */
export type Opens = "everybody" | "signed in" | "members" | "demo" | "key" | OperationId;

/** Every page and route of the build. One that is missing here fails the test: a new door needs a decision. */
export const ADDRESSES: Record<string, Opens> = {
  "/": "everybody",
  "/accounts": "signed in",
  "/sign-in": "everybody",
  "/sign-in/again": "everybody",
  "/sign-in/error": "everybody",
  "/sign-in/google": "everybody",
  "/sign-in/link/[token]": "everybody",
  "/sign-out": "everybody",
  "/signed-out": "everybody",
  "/set-up": "everybody",
  "/set-up/[token]": "everybody",
  "/invite/[token]": "everybody",
  "/s/[token]": "everybody",
  "/s/[token]/file": "everybody",
  "/s/[token]/zip": "everybody",
  "/s/[token]/uploads/[[...id]]": "everybody",
  "/outbox": "demo",
  "/api/auth/callback/google": "everybody",
  "/api/webhooks/stripe": "everybody",
  "/csp-report": "everybody",
  "/healthz": "everybody",
  "/readyz": "everybody",
  "/icon.svg": "everybody",

  "/[account]": "members",
  "/[account]/live": "members",
  "/[account]/profile": "profile.view",
  "/[account]/users": "users.view",
  "/[account]/users/export": "users.export",
  "/[account]/groups": "groups.view",
  "/[account]/roles": "roles.view",
  "/[account]/billing": "billing.view",
  "/[account]/billing/export": "billing.view",
  "/[account]/billing/pdf": "billing.view",
  "/[account]/settings": "settings.media",
  "/[account]/purge": "purge.view",
  "/[account]/analytics": "analytics.view",
  "/[account]/analytics/export": "analytics.export",
  "/[account]/audit-log": "audit.view",
  "/[account]/audit-log/export": "audit.view",
  "/[account]/media": "media.view",
  "/[account]/media/links": "shareLinks.create",
  "/[account]/media/preview": "media.seeAccess",
  "/[account]/media/requests": "media.share",
  "/[account]/media/requests/new": "access.request",
  "/[account]/media/trash": "media.restore",
  "/[account]/sources": "sources.view",
  "/[account]/api-keys": "apiKeys.view",
  "/[account]/api-keys/live": "apiKeys.view",

  "/api/media/[account]/files/[file]/[rendition]": "media.view",
  "/api/media/[account]/zip": "media.zip",
  "/api/uploads/[...place]": "media.upload",

  "/docs/api": "everybody",
  "/api/v1/openapi.json": "everybody",
  "/api/v1/keys/revoke": "everybody",
};

/** Everything below is for keys; the matrix of the API's own tests says which key may what. */
export const KEY_ADDRESSES = "/api/v1/";

const person = "mem_00000000000000000000000x";
const invitation = "inv_00000000000000000000000x";
const group = "grp_00000000000000000000000x";
const role = "rol_00000000000000000000000x";
const key = "key_00000000000000000000000x";
const file = "fil_00000000000000000000000x";
const link = "lnk_00000000000000000000000x";
const folder = "fld_00000000000000000000000x";
const source = "src_00000000000000000000000x";
const version = "ver_00000000000000000000000x";
const field = "mdf_00000000000000000000000x";
const collection = "col_00000000000000000000000x";

/** Every server action of the build, with an input that its schema takes, so that what refuses is the policy. */
export const ACTIONS: Record<string, { opens: Opens; input?: unknown }> = {
  requestLinkAction: { opens: "everybody" },
  redeemLinkAction: { opens: "everybody" },
  beginGoogleAction: { opens: "everybody" },
  confirmLoginAction: { opens: "everybody" },
  signInAsCastAction: { opens: "everybody" },
  acceptInvitationAction: { opens: "everybody" },
  openOwnInvitationAction: { opens: "signed in" },
  claimServerAction: { opens: "everybody" },
  unlockLinkAction: { opens: "everybody" },
  reportLinkAction: { opens: "everybody" },

  searchEverythingAction: { opens: "members", input: { q: "dana" } },
  editProfileAction: { opens: "profile.edit", input: { name: "Someone", timeZone: "UTC" } },
  setShortcutsAction: { opens: "profile.edit", input: { shortcuts: true } },
  endOwnSessionAction: { opens: "sessions.end", input: { sessionId: "ses_00000000000000000000000x" } },
  endOtherSessionsAction: { opens: "sessions.end", input: {} },
  endLoginAction: { opens: "profile.edit", input: { loginId: "lgn_00000000000000000000000x" } },
  leaveAccountAction: { opens: "account.leave", input: {} },

  changeAccessAction: { opens: "users.edit", input: { memberId: person, roleId: "developer", grants: [] } },
  changeRolesAction: { opens: "users.edit", input: { memberIds: [person], roleId: "developer" } },
  suspendUsersAction: { opens: "users.suspend", input: { memberIds: [person] } },
  reactivateUsersAction: { opens: "users.suspend", input: { memberIds: [person] } },
  removeUserAction: { opens: "users.remove", input: { memberId: person, keys: "revoke" } },
  endUserSessionsAction: { opens: "users.endSessions", input: { memberId: person } },
  listSuccessorsAction: { opens: "users.remove", input: { memberId: person } },
  previewChangeAction: { opens: "access.preview", input: { kind: "suspend", memberIds: [person] } },
  inviteUsersAction: {
    opens: "users.invite",
    input: { people: [{ email: "new@example.com", roleId: "developer", permissions: [] }] },
  },
  changeInvitationAction: {
    opens: "users.invite",
    input: { invitationId: invitation, roleId: "developer", permissions: [] },
  },
  resendInvitationAction: { opens: "invitations.resend", input: { invitationId: invitation } },
  revokeInvitationAction: { opens: "invitations.revoke", input: { invitationId: invitation } },
  copyInvitationLinkAction: { opens: "invitations.resend", input: { invitationId: invitation } },

  purgeCachesAction: { opens: "purge.run", input: { lines: ["tag:launch"] } },
  previewPurgeAction: { opens: "purge.preview", input: { lines: ["tag:launch"] } },
  checkAddressAction: { opens: "purge.preview", input: { line: "/i/northlight/hero.jpg" } },
  retryHookAction: { opens: "purge.run", input: { purgeId: "pur_00000000000000000000000x" } },
  editHookAction: {
    opens: "settings.webhooks",
    input: { template: "custom", method: "POST", url: "https://cdn.example.com", headers: [], body: "{{urls}}" },
  },
  removeHookAction: { opens: "settings.webhooks", input: {} },
  findMediaAction: { opens: "media.view", input: { text: "press" } },

  createGroupAction: { opens: "groups.create", input: { name: "Press", description: "", memberIds: [] } },
  editGroupAction: { opens: "groups.edit", input: { groupId: group, name: "Press" } },
  addGroupMembersAction: { opens: "groups.edit", input: { groupId: group, memberIds: [person] } },
  removeGroupMembersAction: { opens: "groups.edit", input: { groupId: group, memberIds: [person] } },
  deleteGroupAction: { opens: "groups.delete", input: { groupId: group } },
  findPeopleAction: { opens: "users.view", input: { text: "dana" } },

  createRoleAction: {
    opens: "roles.create",
    input: { name: "Retoucher", description: "", permissions: ["media_edit"] },
  },
  editRoleAction: { opens: "roles.edit", input: { roleId: role, name: "Retoucher" } },
  deleteRoleAction: { opens: "roles.delete", input: { roleId: role } },

  createUploadFoldersAction: { opens: "folders.create", input: { parentId: folder, paths: [["Press"]] } },
  createFolderAction: { opens: "folders.create", input: { name: "Press", parentId: folder } },
  renameFileAction: { opens: "media.rename", input: { fileId: file, name: "hero.jpg" } },
  renameFolderAction: { opens: "media.rename", input: { folderId: folder, name: "Press" } },
  moveItemsAction: { opens: "media.move", input: { fileIds: [file], folderIds: [], toId: folder } },
  deleteItemsAction: { opens: "media.delete", input: { fileIds: [file], folderIds: [] } },
  restoreItemsAction: { opens: "media.restore", input: { fileIds: [file], folderIds: [] } },
  setTagsAction: { opens: "media.tag", input: { fileIds: [file], tags: ["press"] } },
  copyFolderAction: { opens: "media.copy", input: { folderId: folder, toId: folder } },
  copyFolderRestAction: {
    opens: "media.copy",
    input: { folderId: folder, copyId: folder, clash: "keep", after: file },
  },
  copyFilesAction: { opens: "media.copy", input: { fileIds: [file], toId: folder } },
  publishItemsAction: { opens: "media.publish", input: { fileIds: [file], folderIds: [] } },
  unpublishItemsAction: { opens: "media.unpublish", input: { fileIds: [], folderIds: [folder] } },
  tagFilesAction: { opens: "media.tag", input: { fileIds: [file], add: ["press"] } },
  editMetadataAction: { opens: "media.editMetadata", input: { fileIds: [file], values: {} } },
  sharedMetadataAction: { opens: "media.view", input: { fileIds: [file] } },
  restoreVersionAction: { opens: "media.restoreVersion", input: { fileId: file, versionId: version } },
  deleteVersionAction: { opens: "media.deleteVersion", input: { fileId: file, versionId: version } },
  createCollectionAction: { opens: "collections.create", input: { name: "Press" } },
  editCollectionAction: { opens: "collections.rename", input: { collectionId: collection, name: "Press" } },
  deleteCollectionAction: { opens: "collections.delete", input: { collectionId: collection } },
  addFilesAction: { opens: "collections.addFiles", input: { collectionId: collection, fileIds: [file] } },
  removeFilesAction: { opens: "collections.removeFiles", input: { collectionId: collection, fileIds: [file] } },
  listFilesAction: { opens: "media.view", input: {} },
  listFoldersAction: { opens: "media.view", input: { parentId: folder } },
  listCollectionsAction: { opens: "collections.view", input: {} },
  suggestMediaAction: { opens: "media.view", input: { text: "press" } },
  answerRequestAction: {
    opens: "media.share",
    input: { requestId: "acr_00000000000000000000000x", level: "view" },
  },
  findSharingAction: { opens: "media.seeAccess", input: { item: { folderId: folder } } },
  checkAccessAction: { opens: "media.seeAccess", input: { item: { folderId: folder }, memberId: person } },
  accessOnDayAction: {
    opens: "media.seeAccess",
    input: { item: { folderId: folder }, day: "2026-11-01", timeZone: "UTC" },
  },
  requestAccessAction: { opens: "access.request", input: { folderId: folder } },
  setSharesAction: {
    opens: "media.share",
    input: { item: { folderId: folder }, shares: [{ grantee: { memberId: person }, level: "view" }] },
  },
  sharesOfManyAction: { opens: "media.share", input: { folderIds: [folder] } },
  shareItemsAction: {
    opens: "media.share",
    input: { changes: [{ folderIds: [folder], shares: [{ grantee: { memberId: person }, level: "view" }] }] },
  },
  suggestGranteesAction: { opens: "media.share", input: { text: "jonah" } },
  createLinkAction: { opens: "shareLinks.create", input: { item: { folderId: folder } } },
  setMediaSettingsAction: {
    opens: "settings.media",
    input: { linkDays: 7, linkPasscode: true, linkDownload: false },
  },
  editLinkAction: { opens: "shareLinks.edit", input: { linkId: link, note: "Press" } },
  revokeLinksAction: { opens: "shareLinks.revoke", input: { linkIds: [link] } },
  restoreLinksAction: { opens: "shareLinks.edit", input: { linkIds: [link] } },
  findDestinationAction: { opens: "media.view", input: { folderId: folder } },

  createKeyAction: { opens: "apiKeys.create", input: { name: "ci-deploy", permissions: [] } },
  editKeyAction: { opens: "apiKeys.edit", input: { keyId: key, name: "ci-deploy" } },
  narrowKeyAction: { opens: "apiKeys.edit", input: { keyId: key } },
  rotateKeyAction: { opens: "apiKeys.rotate", input: { keyId: key, grace: "PT1H" } },
  suspendKeyAction: { opens: "apiKeys.suspend", input: { keyId: key } },
  resumeKeyAction: { opens: "apiKeys.suspend", input: { keyId: key } },
  revokeKeyAction: { opens: "apiKeys.revoke", input: { keyId: key } },
  findLastUseAction: { opens: "apiKeys.view", input: { keyId: key } },

  createSourceAction: {
    opens: "sources.create",
    input: { name: "Press", type: "web_folder", config: { origin: { url: "https://images.example.com" } } },
  },
  editSourceAction: { opens: "sources.edit", input: { sourceId: source, name: "Press" } },
  discardDraftAction: { opens: "sources.edit", input: { sourceId: source } },
  deploySourceAction: { opens: "sources.deploy", input: { sourceId: source } },
  rollBackSourceAction: { opens: "sources.rollBack", input: { sourceId: source, number: 1 } },
  disableSourceAction: { opens: "sources.disable", input: { sourceId: source } },
  enableSourceAction: { opens: "sources.disable", input: { sourceId: source } },
  deleteSourceAction: { opens: "sources.delete", input: { sourceId: source } },
  proveDomainAction: { opens: "sources.deploy", input: { sourceId: source, domain: "images.example.com" } },
  rotateTokenAction: { opens: "sources.edit", input: { sourceId: source } },
  signAddressAction: { opens: "sources.edit", input: { sourceId: source, path: "hero.jpg" } },
  testConnectionAction: {
    opens: "sources.create",
    input: { type: "web_folder", config: { origin: { url: "https://images.example.com" } } },
  },

  editBillingDetailsAction: {
    opens: "billing.editDetails",
    input: {
      company: "Northlight",
      street: "Rua do Poço 12",
      postalCode: "1100-341",
      city: "Lisboa",
      country: "PT",
      taxId: null,
      email: null,
    },
  },
  quoteTermsAction: { opens: "billing.changePlan", input: { plan: "pro", seats: 5 } },
  changeTermsAction: { opens: "billing.changePlan", input: { quote: "x".repeat(80) } },
  cancelSubscriptionAction: { opens: "billing.cancel", input: { name: "Northlight Studio" } },
  resumeSubscriptionAction: { opens: "billing.resume", input: {} },
  openPortalAction: { opens: "billing.editDetails", input: {} },
  beginCheckoutAction: { opens: "billing.payInvoice", input: { invoiceId: "bil_00000000000000000000000x" } },
  payByTestCardAction: {
    opens: "billing.payInvoice",
    input: { invoiceId: "bil_00000000000000000000000x", number: "4242 4242 4242 4242" },
  },
  confirmTestCardAction: { opens: "billing.payInvoice", input: { confirmation: "x".repeat(80), approved: true } },

  editAccountAction: { opens: "settings.account", input: { name: "Someone else's", slug: "someone-elses" } },
  editSignInPolicyAction: {
    opens: "settings.account",
    input: { emailDomains: [], googleOnly: false, sessionHours: 8 },
  },
  deleteAccountAction: { opens: "settings.account", input: { name: "Another" } },
  editKeyPolicyAction: { opens: "settings.account", input: { keyDays: 30 } },

  createFieldAction: { opens: "settings.media", input: { name: "Usage", kind: "text" } },
  editFieldAction: { opens: "settings.media", input: { fieldId: field, name: "Usage" } },
  deleteFieldAction: { opens: "settings.media", input: { fieldId: field } },

  checkChainAction: { opens: "audit.view", input: {} },
};
