import { addGroupMembers } from "@/lib/groups/commands/set-group-members";
import { createGroup } from "@/lib/groups/commands/create-group";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { listEvents } from "@/lib/audit/queries/list-events";
import { cancelSubscription, resumeSubscription } from "@/lib/billing/commands/cancel-subscription";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { listInvoices } from "@/lib/billing/queries/list-invoices";
import { createRole } from "@/lib/roles/commands/create-role";
import { suspendKey } from "@/lib/api-keys/commands/suspend-key";
import { MEDIA_SAMPLES } from "@/app/api/v1/testing/media-samples";
import { type Samples, unique } from "@/app/api/v1/testing/sample";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { makeKey } from "@/lib/testing/keys";
import { deploySource } from "@/lib/sources/commands/deploy-source";
import { listSources } from "@/lib/sources/queries/list-sources";
import { makeSource, runDeploymentOf } from "@/lib/testing/sources";
import { joinAccount, type Studio } from "@/lib/testing/studio";

const member = async ({ account }: Studio) => (await joinAccount(account, { role: "developer" })).memberId;

async function invitation({ mira }: Studio): Promise<string> {
  const person = { email: `${unique()}@example.com`, roleId: null, permissions: [] };
  const [invited] = await inviteUsers(mira, { people: [person] });
  return invited?.invitationId ?? "";
}

const role = async ({ mira }: Studio) =>
  (await createRole(mira, { name: `Role ${unique()}`, description: "", permissions: ["purge"] })).id;

async function group(studio: Studio, memberIds: string[] = []): Promise<string> {
  const { id } = await createGroup(studio.mira, { name: `Group ${unique()}`, description: "", memberIds: [] });
  if (memberIds.length > 0) await addGroupMembers(studio.mira, { groupId: id, memberIds });
  return id;
}

const key = async ({ dana }: Studio) => (await makeKey(dana, ["purge"])).id;

async function suspendedKey(studio: Studio): Promise<string> {
  const id = await key(studio);
  await suspendKey(studio.dana, { keyId: id });
  return id;
}

/** Its origin answers nothing, so that its first deployment fails and leaves a draft. */
const FOLDER = { origin: { url: "http://nowhere.invalid/images" } };

const source = ({ mira }: Studio) => makeSource(mira, "web_folder", FOLDER);

/** The library's source with one deployment more, and the number before. */
async function redeployed({ mira }: Studio): Promise<{ id: string; before: number }> {
  const id = (await listSources(mira)).find(({ type }) => type === "library")?.id ?? "";
  await runDeploymentOf(id);
  const { number } = await deploySource(mira, { sourceId: id });
  await runDeploymentOf(id);
  return { id, before: number - 1 };
}

const DETAILS = {
  company: "Northlight Studio Lda",
  street: "Rua do Poço 12",
  postalCode: "1100-341",
  city: "Lisboa",
  country: "PT",
  taxId: null,
  email: null,
};

const images = ({ account }: Studio) => `/i/${account.slug}/${unique()}/*`;

const purge = async (studio: Studio) =>
  (await purgeCaches(studio.dana, { lines: [images(studio)], sourceId: null, reason: "" })).id;

/** Each number of seats once, so that every one is a change. The studio has been given many. */
let seats = 10_000;

/** Sees to it that the studio pays for its plan. @returns the id of its newest invoice or credit note */
async function subscribed({ mira }: Studio): Promise<string> {
  await editBillingDetails(mira, DETAILS);
  const { subscription } = await findBilling(mira);
  if (subscription?.cancelledAt) await resumeSubscription(mira);
  if (!subscription) await changeTerms(mira, await quoteTerms(mira, { plan: "enterprise", seats: --seats }));
  return (await listInvoices(mira)).rows.at(-1)?.id ?? "";
}

async function cancelled(studio: Studio): Promise<void> {
  await subscribed(studio);
  await cancelSubscription(studio.mira, { name: studio.account.name });
}

/** A request for each door that whoever may succeeds with, about things made for it. */
export const SAMPLES: Samples = {
  ...MEDIA_SAMPLES,
  "GET /me": async () => ({ path: "/me" }),
  "GET /permissions": async () => ({ path: "/permissions" }),
  "GET /operations": async () => ({ path: "/operations" }),
  "GET /roles": async () => ({ path: "/roles?limit=3" }),
  "POST /roles": async () => ({ path: "/roles", body: { name: `Role ${unique()}`, permissions: ["purge"] } }),
  "GET /roles/{id}": async (studio) => ({ path: `/roles/${await role(studio)}` }),
  "PATCH /roles/{id}": async (studio) => ({ path: `/roles/${await role(studio)}`, body: { description: "Press" } }),
  "DELETE /roles/{id}": async (studio) => ({ path: `/roles/${await role(studio)}?move_to=none` }),
  "GET /members": async () => ({ path: "/members?sort=-name&limit=2" }),
  "GET /members/{id}": async (studio) => ({ path: `/members/${await member(studio)}` }),
  "PATCH /members/{id}": async (studio) => ({
    path: `/members/${await member(studio)}`,
    body: { role: "finance", status: "suspended" },
  }),
  "DELETE /members/{id}": async (studio) => ({
    path: `/members/${await member(studio)}?keys_to=${studio.ryo.memberId}`,
  }),
  "PUT /members/{id}/grants": async (studio) => ({
    path: `/members/${await member(studio)}/grants`,
    body: { grants: [{ permission: "billing", expires_at: "2099-01-01T00:00:00Z" }, { permission: "analytics" }] },
  }),
  "GET /invitations": async () => ({ path: "/invitations" }),
  "POST /invitations": async () => ({
    path: "/invitations",
    body: { emails: [`${unique()}@example.com`, `${unique()}@example.com`], role: "finance" },
  }),
  "GET /invitations/{id}": async (studio) => ({ path: `/invitations/${await invitation(studio)}` }),
  "DELETE /invitations/{id}": async (studio) => ({ path: `/invitations/${await invitation(studio)}` }),
  "PUT /invitations/{id}/resend": async (studio) => ({ path: `/invitations/${await invitation(studio)}/resend` }),
  "GET /groups": async () => ({ path: "/groups" }),
  "POST /groups": async (studio) => ({
    path: "/groups",
    body: { name: `Group ${unique()}`, member_ids: [studio.sofia.memberId] },
  }),
  "GET /groups/{id}": async (studio) => ({ path: `/groups/${await group(studio)}` }),
  "PATCH /groups/{id}": async (studio) => ({
    path: `/groups/${await group(studio)}`,
    body: { name: `Group ${unique()}` },
  }),
  "DELETE /groups/{id}": async (studio) => ({ path: `/groups/${await group(studio)}` }),
  "GET /groups/{id}/members": async (studio) => ({ path: `/groups/${await group(studio)}/members` }),
  "POST /groups/{id}/members": async (studio) => ({
    path: `/groups/${await group(studio)}/members`,
    body: { member_ids: [studio.sofia.memberId] },
  }),
  "PUT /groups/{id}/members": async (studio) => ({
    path: `/groups/${await group(studio)}/members`,
    body: { member_ids: [studio.sofia.memberId] },
  }),
  "DELETE /groups/{id}/members/{member_id}": async (studio) => ({
    path: `/groups/${await group(studio, [studio.sofia.memberId])}/members/${studio.sofia.memberId}`,
  }),
  "GET /api-keys": async () => ({ path: "/api-keys?sort=name&limit=2" }),
  "POST /api-keys": async () => ({
    path: "/api-keys",
    body: { name: "child", permissions: ["purge"], expires_at: "2099-01-01T00:00:00Z", ip_ranges: ["203.0.113.0/24"] },
  }),
  "GET /api-keys/{id}": async (studio) => ({ path: `/api-keys/${await key(studio)}` }),
  "PATCH /api-keys/{id}": async (studio) => ({ path: `/api-keys/${await key(studio)}`, body: { rate_limit: 60 } }),
  "DELETE /api-keys/{id}": async (studio) => ({ path: `/api-keys/${await key(studio)}` }),
  "PUT /api-keys/{id}/rotation": async (studio) => ({
    path: `/api-keys/${await key(studio)}/rotation`,
    body: { grace: "PT1H" },
  }),
  "PUT /api-keys/{id}/suspension": async (studio) => ({ path: `/api-keys/${await key(studio)}/suspension` }),
  "DELETE /api-keys/{id}/suspension": async (studio) => ({
    path: `/api-keys/${await suspendedKey(studio)}/suspension`,
  }),
  "GET /sources": async () => ({ path: "/sources?limit=2" }),
  "POST /sources": async () => ({
    path: "/sources",
    body: {
      name: `Source ${unique()}`,
      type: "s3",
      settings: { origin: { bucket: "press", region: "eu-central-1" }, signed_only: true },
      secrets: { accessKeyId: "AKIA", secretAccessKey: "secret" },
    },
  }),
  "GET /sources/{id}": async (studio) => ({ path: `/sources/${await source(studio)}` }),
  "PATCH /sources/{id}": async (studio) => ({
    path: `/sources/${await source(studio)}`,
    body: { name: "Press", settings: { base_path: "press", referrers: ["*.example.com"] } },
  }),
  "DELETE /sources/{id}": async (studio) => ({ path: `/sources/${await source(studio)}` }),
  "GET /sources/{id}/deployments": async (studio) => ({ path: `/sources/${await source(studio)}/deployments` }),
  "POST /sources/{id}/deployments": async (studio) => {
    const { id, before } = await redeployed(studio);
    return { path: `/sources/${id}/deployments`, body: { restore: before } };
  },
  "GET /sources/{id}/signing-token": async (studio) => ({ path: `/sources/${await source(studio)}/signing-token` }),
  "PUT /sources/{id}/signing-token": async (studio) => ({ path: `/sources/${await source(studio)}/signing-token` }),
  "POST /connection-tests": async () => ({
    path: "/connection-tests",
    body: { type: "web_folder", settings: FOLDER, sample: "hero.jpg" },
  }),
  "POST /keys/revoke": async (studio) => ({
    path: "/keys/revoke",
    body: { key: (await makeKey(studio.dana, [])).secret },
  }),
  "GET /billing/plan": async () => ({ path: "/billing/plan" }),
  "PATCH /billing/plan": async (studio) => {
    await subscribed(studio);
    return { path: "/billing/plan", body: { plan: "enterprise", seats: --seats } };
  },
  "GET /billing/details": async (studio) => {
    await subscribed(studio);
    return { path: "/billing/details" };
  },
  "PATCH /billing/details": async (studio) => {
    await subscribed(studio);
    return { path: "/billing/details", body: { city: `Lisboa ${unique()}` } };
  },
  "GET /billing/invoices": async () => ({ path: "/billing/invoices?limit=2" }),
  "GET /billing/invoices/{id}": async (studio) => ({ path: `/billing/invoices/${await subscribed(studio)}` }),
  "POST /billing/invoices/{id}/payment": async (studio) => ({
    path: `/billing/invoices/${await subscribed(studio)}/payment`,
  }),
  "DELETE /billing/subscription": async (studio) => {
    await subscribed(studio);
    return { path: "/billing/subscription" };
  },
  "POST /billing/subscription": async (studio) => {
    await cancelled(studio);
    return { path: "/billing/subscription" };
  },
  "GET /analytics/requests": async () => ({ path: "/analytics/requests?interval=hour&by=source&limit=2" }),
  "GET /analytics/top": async () => ({ path: "/analytics/top?of=path&limit=2" }),
  "GET /purges": async () => ({ path: "/purges?limit=2" }),
  "POST /purges": async (studio) => ({
    path: "/purges",
    body: { urls: [images(studio)], tag: "launch", reason: "New retouch" },
  }),
  "GET /purges/{id}": async (studio) => ({ path: `/purges/${await purge(studio)}` }),
  "GET /audit-events": async () => ({ path: "/audit-events?limit=3" }),
  "GET /audit-events/{id}": async (studio) => {
    await role(studio);
    return { path: `/audit-events/${(await listEvents(studio.mira, { limit: 1 })).rows[0]?.id}` };
  },
  "POST /access/explain": async (studio) => ({
    path: "/access/explain",
    body: { actor: { member_id: studio.sofia.memberId }, operation: "purge.run" },
  }),
  "POST /access/preview": async (studio) => ({
    path: "/access/preview",
    body: { kind: "access", member_id: studio.dana.memberId, role: "finance", grants: [] },
  }),
};
