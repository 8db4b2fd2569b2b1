import * as analyticsRequests from "@/app/api/v1/analytics/requests/route";
import * as analyticsTop from "@/app/api/v1/analytics/top/route";
import * as requestAnswer from "@/app/api/v1/access-requests/[id]/answer/route";
import * as accessRequests from "@/app/api/v1/access-requests/route";
import * as explain from "@/app/api/v1/access/explain/route";
import * as preview from "@/app/api/v1/access/preview/route";
import * as keyRotation from "@/app/api/v1/api-keys/[id]/rotation/route";
import * as keyById from "@/app/api/v1/api-keys/[id]/route";
import * as keySuspension from "@/app/api/v1/api-keys/[id]/suspension/route";
import * as apiKeys from "@/app/api/v1/api-keys/route";
import * as auditEventById from "@/app/api/v1/audit-events/[id]/route";
import * as auditEvents from "@/app/api/v1/audit-events/route";
import * as billingDetails from "@/app/api/v1/billing/details/route";
import * as invoicePayment from "@/app/api/v1/billing/invoices/[id]/payment/route";
import * as invoiceById from "@/app/api/v1/billing/invoices/[id]/route";
import * as invoices from "@/app/api/v1/billing/invoices/route";
import * as billingPlan from "@/app/api/v1/billing/plan/route";
import * as subscription from "@/app/api/v1/billing/subscription/route";
import * as collectionAccess from "@/app/api/v1/collections/[id]/access/route";
import * as collectionFileById from "@/app/api/v1/collections/[id]/files/[file_id]/route";
import * as collectionFiles from "@/app/api/v1/collections/[id]/files/route";
import * as collectionById from "@/app/api/v1/collections/[id]/route";
import * as collectionZip from "@/app/api/v1/collections/[id]/zip/route";
import * as collections from "@/app/api/v1/collections/route";
import * as fileAccess from "@/app/api/v1/files/[id]/access/route";
import * as fileContent from "@/app/api/v1/files/[id]/content/route";
import * as fileCopy from "@/app/api/v1/files/[id]/copy/route";
import * as fileMove from "@/app/api/v1/files/[id]/move/route";
import * as filePublication from "@/app/api/v1/files/[id]/publication/route";
import * as fileRestoration from "@/app/api/v1/files/[id]/restoration/route";
import * as fileById from "@/app/api/v1/files/[id]/route";
import * as fileTags from "@/app/api/v1/files/[id]/tags/route";
import * as fileThumbnail from "@/app/api/v1/files/[id]/thumbnail/route";
import * as versionRestoration from "@/app/api/v1/files/[id]/versions/[version_id]/restoration/route";
import * as fileVersionById from "@/app/api/v1/files/[id]/versions/[version_id]/route";
import * as fileVersions from "@/app/api/v1/files/[id]/versions/route";
import * as files from "@/app/api/v1/files/route";
import * as filesZip from "@/app/api/v1/files/zip/route";
import * as folderAccess from "@/app/api/v1/folders/[id]/access/route";
import * as folderCopy from "@/app/api/v1/folders/[id]/copy/route";
import * as folderMove from "@/app/api/v1/folders/[id]/move/route";
import * as folderPublication from "@/app/api/v1/folders/[id]/publication/route";
import * as folderRestoration from "@/app/api/v1/folders/[id]/restoration/route";
import * as folderById from "@/app/api/v1/folders/[id]/route";
import * as folderZip from "@/app/api/v1/folders/[id]/zip/route";
import * as folders from "@/app/api/v1/folders/route";
import * as folderTrees from "@/app/api/v1/folder-trees/route";
import * as groupMemberById from "@/app/api/v1/groups/[id]/members/[member_id]/route";
import * as groupMembers from "@/app/api/v1/groups/[id]/members/route";
import * as groupById from "@/app/api/v1/groups/[id]/route";
import * as groups from "@/app/api/v1/groups/route";
import * as invitationResend from "@/app/api/v1/invitations/[id]/resend/route";
import * as invitationById from "@/app/api/v1/invitations/[id]/route";
import * as invitations from "@/app/api/v1/invitations/route";
import * as leakedKey from "@/app/api/v1/keys/revoke/route";
import * as me from "@/app/api/v1/me/route";
import * as memberGrants from "@/app/api/v1/members/[id]/grants/route";
import * as memberById from "@/app/api/v1/members/[id]/route";
import * as members from "@/app/api/v1/members/route";
import * as metadataFieldById from "@/app/api/v1/metadata-fields/[id]/route";
import * as metadataFields from "@/app/api/v1/metadata-fields/route";
import * as operations from "@/app/api/v1/operations/route";
import * as permissions from "@/app/api/v1/permissions/route";
import * as purgeById from "@/app/api/v1/purges/[id]/route";
import * as purges from "@/app/api/v1/purges/route";
import * as roleById from "@/app/api/v1/roles/[id]/route";
import * as roles from "@/app/api/v1/roles/route";
import * as shareLinkRestoration from "@/app/api/v1/share-links/[id]/restoration/route";
import * as shareLinkById from "@/app/api/v1/share-links/[id]/route";
import * as shareLinks from "@/app/api/v1/share-links/route";
import * as shareById from "@/app/api/v1/shares/[id]/route";
import * as shares from "@/app/api/v1/shares/route";
import * as trash from "@/app/api/v1/trash/route";
import * as uploadById from "@/app/api/v1/uploads/[id]/route";
import * as uploads from "@/app/api/v1/uploads/route";
import * as connectionTests from "@/app/api/v1/connection-tests/route";
import * as sourceDeployments from "@/app/api/v1/sources/[id]/deployments/route";
import * as sourceById from "@/app/api/v1/sources/[id]/route";
import * as signingToken from "@/app/api/v1/sources/[id]/signing-token/route";
import * as sources from "@/app/api/v1/sources/route";
import type { Routes } from "@/lib/http/routes";

/** Every door of the API: its description, its reference and its tests are made from this list. */
export const ROUTES: Routes = {
  "/me": me,
  "/permissions": permissions,
  "/operations": operations,
  "/roles": roles,
  "/roles/{id}": roleById,
  "/members": members,
  "/members/{id}": memberById,
  "/members/{id}/grants": memberGrants,
  "/invitations": invitations,
  "/invitations/{id}": invitationById,
  "/invitations/{id}/resend": invitationResend,
  "/groups": groups,
  "/groups/{id}": groupById,
  "/groups/{id}/members": groupMembers,
  "/groups/{id}/members/{member_id}": groupMemberById,
  "/api-keys": apiKeys,
  "/api-keys/{id}": keyById,
  "/api-keys/{id}/rotation": keyRotation,
  "/api-keys/{id}/suspension": keySuspension,
  "/keys/revoke": leakedKey,
  "/billing/plan": billingPlan,
  "/billing/details": billingDetails,
  "/billing/invoices": invoices,
  "/billing/invoices/{id}": invoiceById,
  "/billing/invoices/{id}/payment": invoicePayment,
  "/billing/subscription": subscription,
  "/analytics/requests": analyticsRequests,
  "/analytics/top": analyticsTop,
  "/purges": purges,
  "/purges/{id}": purgeById,
  "/sources": sources,
  "/sources/{id}": sourceById,
  "/sources/{id}/deployments": sourceDeployments,
  "/sources/{id}/signing-token": signingToken,
  "/connection-tests": connectionTests,
  "/audit-events": auditEvents,
  "/audit-events/{id}": auditEventById,
  "/folders": folders,
  "/folder-trees": folderTrees,
  "/folders/{id}": folderById,
  "/folders/{id}/copy": folderCopy,
  "/folders/{id}/move": folderMove,
  "/folders/{id}/publication": folderPublication,
  "/folders/{id}/restoration": folderRestoration,
  "/folders/{id}/zip": folderZip,
  "/folders/{id}/access": folderAccess,
  "/files": files,
  "/files/zip": filesZip,
  "/files/{id}": fileById,
  "/files/{id}/content": fileContent,
  "/files/{id}/thumbnail": fileThumbnail,
  "/files/{id}/copy": fileCopy,
  "/files/{id}/move": fileMove,
  "/files/{id}/tags": fileTags,
  "/files/{id}/publication": filePublication,
  "/files/{id}/restoration": fileRestoration,
  "/files/{id}/versions": fileVersions,
  "/files/{id}/versions/{version_id}": fileVersionById,
  "/files/{id}/versions/{version_id}/restoration": versionRestoration,
  "/files/{id}/access": fileAccess,
  "/uploads": uploads,
  "/uploads/{id}": uploadById,
  "/trash": trash,
  "/collections": collections,
  "/collections/{id}": collectionById,
  "/collections/{id}/files": collectionFiles,
  "/collections/{id}/files/{file_id}": collectionFileById,
  "/collections/{id}/zip": collectionZip,
  "/collections/{id}/access": collectionAccess,
  "/metadata-fields": metadataFields,
  "/metadata-fields/{id}": metadataFieldById,
  "/shares": shares,
  "/shares/{id}": shareById,
  "/share-links": shareLinks,
  "/share-links/{id}": shareLinkById,
  "/share-links/{id}/restoration": shareLinkRestoration,
  "/access-requests": accessRequests,
  "/access-requests/{id}/answer": requestAnswer,
  "/access/explain": explain,
  "/access/preview": preview,
};
