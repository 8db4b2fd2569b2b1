import * as explain from "@/app/api/v1/access/explain/route";
import * as preview from "@/app/api/v1/access/preview/route";
import * as keyById from "@/app/api/v1/api-keys/[id]/route";
import * as keyRotation from "@/app/api/v1/api-keys/[id]/rotation/route";
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
import * as operations from "@/app/api/v1/operations/route";
import * as permissions from "@/app/api/v1/permissions/route";
import * as roleById from "@/app/api/v1/roles/[id]/route";
import * as roles from "@/app/api/v1/roles/route";
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
  "/audit-events": auditEvents,
  "/audit-events/{id}": auditEventById,
  "/access/explain": explain,
  "/access/preview": preview,
};
