import { type Samples, unique } from "@/app/api/v1/testing/sample";
import { addFiles, createCollection } from "@/lib/media/commands/collections";
import { createField } from "@/lib/media/commands/fields";
import { createFolder } from "@/lib/media/commands/create-folder";
import { deleteItems } from "@/lib/media/commands/trash";
import { findFile } from "@/lib/media/queries/find-file";
import { listVersions } from "@/lib/media/queries/list-versions";
import { createLink } from "@/lib/share-links/commands/create-link";
import { revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { askForAccess } from "@/lib/shares/testing/ask-for-access";
import { setShares } from "@/lib/shares/commands/set-shares";
import { listRequests } from "@/lib/shares/queries/list-requests";
import { storage } from "@/lib/storage/open";
import { keyOf } from "@/lib/storage/storage";
import { joinAccount, type Studio } from "@/lib/testing/studio";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

/** Everything is Mira's, whose keys the doors are tried with, so that a key for shared media alone reaches it. */

const folder = async ({ mira }: Studio, parentId: string | null = null) =>
  (await createFolder(mira, { name: `Folder ${unique()}`, parentId })).id;

async function file(studio: Studio): Promise<string> {
  const options = { name: `${unique()}.txt`, folderId: await folder(studio), clash: "keep" } as const;
  return (await uploadFile(studio.mira, options, new Blob([unique()]))).fileId;
}

async function collection(studio: Studio): Promise<{ id: string; fileId: string }> {
  const { id } = await createCollection(studio.mira, { name: `Collection ${unique()}`, description: "" });
  const fileId = await file(studio);
  await addFiles(studio.mira, { collectionId: id, fileIds: [fileId] });
  return { id, fileId };
}

async function share(studio: Studio): Promise<string> {
  const item = { folderId: await folder(studio) };
  const grantee = { memberId: studio.jonah.memberId };
  const { shares } = await setShares(studio.mira, { item, shares: [{ grantee, level: "view" }] });
  return shares[0]?.id ?? "";
}

const field = async ({ mira }: Studio) =>
  (await createField(mira, { name: `Field ${unique()}`, kind: "text", choices: [] })).id;

const link = async (studio: Studio) =>
  (await createLink(studio.mira, { item: { fileId: await file(studio) }, kind: "view" })).id;

/** A file with two versions. @returns its path with the id of the earlier one */
async function earlierVersion(studio: Studio): Promise<string> {
  const fileId = await file(studio);
  const options = { name: "again.txt", folderId: null, fileId, clash: "version" } as const;
  await uploadFile(studio.mira, options, new Blob([unique()]));
  const earlier = (await listVersions(studio.mira, fileId)).at(-1);
  return `/files/${fileId}/versions/${earlier?.id}`;
}

/** A file that has a small picture: whatever bytes stand in its place. */
async function pictured(studio: Studio): Promise<string> {
  const id = await file(studio);
  const { sha256 } = await findFile(studio.mira, id);
  await storage().put(keyOf(sha256, "thumbnail"), "package.json");
  return id;
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  data.set("file", new File([unique()], `${unique()}.txt`));
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

/** What somebody who sees only what is shared with them asks for. */
async function request(studio: Studio): Promise<string> {
  const guest = await joinAccount(studio.account, { role: "media_library_restricted_access" });
  const folderId = await folder(studio);
  await askForAccess(guest, { folderId, level: "view", message: "" });
  const waiting = await listRequests(studio.mira);
  return waiting.find((one) => one.folder.id === folderId)?.id ?? "";
}

const TUS = { "tus-resumable": "1.0.0" };

const upload = async (studio: Studio) =>
  (await beginUpload(studio.mira, { name: "large.bin", size: 4, folderId: await folder(studio), clash: "keep" })).id;

export const MEDIA_SAMPLES: Samples = {
  "GET /folders": async () => ({ path: "/folders?limit=3" }),
  "POST /folders": async (studio) => ({
    path: "/folders",
    body: { name: `Folder ${unique()}`, parent_id: await folder(studio) },
  }),
  "POST /folder-trees": async (studio) => ({
    path: "/folder-trees",
    body: { parent_id: await folder(studio), paths: [["2027"], ["2027", "Spring"]] },
  }),
  "GET /folders/{id}": async (studio) => ({ path: `/folders/${await folder(studio)}` }),
  "PATCH /folders/{id}": async (studio) => ({
    path: `/folders/${await folder(studio)}`,
    body: { name: `Folder ${unique()}` },
  }),
  "DELETE /folders/{id}": async (studio) => ({ path: `/folders/${await folder(studio)}` }),
  "POST /folders/{id}/copy": async (studio) => ({
    path: `/folders/${await folder(studio)}/copy`,
    body: { folder_id: await folder(studio) },
  }),
  "POST /folders/{id}/move": async (studio) => ({
    path: `/folders/${await folder(studio)}/move`,
    body: { folder_id: await folder(studio) },
  }),
  "PUT /folders/{id}/publication": async (studio) => ({ path: `/folders/${await folder(studio)}/publication` }),
  "DELETE /folders/{id}/publication": async (studio) => ({ path: `/folders/${await folder(studio)}/publication` }),
  "POST /folders/{id}/restoration": async (studio) => {
    const id = await folder(studio);
    await deleteItems(studio.mira, { fileIds: [], folderIds: [id] });
    return { path: `/folders/${id}/restoration` };
  },
  "GET /folders/{id}/zip": async (studio) => {
    const folderId = await folder(studio);
    await uploadFile(studio.mira, { name: "a.txt", folderId, clash: "keep" }, new Blob(["a"]));
    return { path: `/folders/${folderId}/zip` };
  },
  "GET /folders/{id}/access": async (studio) => ({ path: `/folders/${await folder(studio)}/access?on=2027-02-19` }),
  "GET /files": async () => ({ path: "/files?sort=name&limit=2&type=document" }),
  "POST /files": async (studio) => ({
    path: "/files",
    body: form({ name: "press.txt", folder_id: await folder(studio), tags: "press, summer" }),
  }),
  "POST /files/zip": async (studio) => ({ path: "/files/zip", body: { file_ids: [await file(studio)] } }),
  "GET /files/{id}": async (studio) => ({ path: `/files/${await file(studio)}` }),
  "PATCH /files/{id}": async (studio) => ({
    path: `/files/${await file(studio)}`,
    body: { name: `${unique()}.txt`, tags: ["press"], custom_metadata: {} },
  }),
  "DELETE /files/{id}": async (studio) => ({ path: `/files/${await file(studio)}` }),
  "GET /files/{id}/content": async (studio) => ({ path: `/files/${await file(studio)}/content` }),
  "GET /files/{id}/thumbnail": async (studio) => ({ path: `/files/${await pictured(studio)}/thumbnail` }),
  "POST /files/{id}/copy": async (studio) => ({
    path: `/files/${await file(studio)}/copy`,
    body: { folder_id: await folder(studio) },
  }),
  "POST /files/{id}/move": async (studio) => ({
    path: `/files/${await file(studio)}/move`,
    body: { folder_id: await folder(studio) },
  }),
  "POST /files/{id}/restoration": async (studio) => {
    const id = await file(studio);
    await deleteItems(studio.mira, { fileIds: [id], folderIds: [] });
    return { path: `/files/${id}/restoration` };
  },
  "PUT /files/{id}/tags": async (studio) => ({ path: `/files/${await file(studio)}/tags`, body: { tags: ["press"] } }),
  "GET /files/{id}/versions": async (studio) => ({ path: `/files/${await file(studio)}/versions` }),
  "POST /files/{id}/versions": async (studio) => ({ path: `/files/${await file(studio)}/versions`, body: form({}) }),
  "DELETE /files/{id}/versions/{version_id}": async (studio) => ({ path: await earlierVersion(studio) }),
  "POST /files/{id}/versions/{version_id}/restoration": async (studio) => ({
    path: `${await earlierVersion(studio)}/restoration`,
  }),
  "PUT /files/{id}/publication": async (studio) => ({ path: `/files/${await file(studio)}/publication` }),
  "DELETE /files/{id}/publication": async (studio) => ({ path: `/files/${await file(studio)}/publication` }),
  "GET /files/{id}/access": async (studio) => ({ path: `/files/${await file(studio)}/access` }),
  "POST /uploads": async (studio) => ({
    path: "/uploads",
    headers: {
      ...TUS,
      "upload-length": "4",
      "upload-metadata": `filename ${btoa("large.bin")},folder_id ${btoa(await folder(studio))}`,
    },
  }),
  "HEAD /uploads/{id}": async (studio) => ({ path: `/uploads/${await upload(studio)}`, headers: TUS }),
  "PATCH /uploads/{id}": async (studio) => ({
    path: `/uploads/${await upload(studio)}`,
    body: "text",
    headers: { ...TUS, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
  }),
  "DELETE /uploads/{id}": async (studio) => ({ path: `/uploads/${await upload(studio)}`, headers: TUS }),
  "GET /trash": async () => ({ path: "/trash?limit=2" }),
  "GET /collections": async () => ({ path: "/collections?limit=2" }),
  "POST /collections": async () => ({ path: "/collections", body: { name: `Collection ${unique()}` } }),
  "GET /collections/{id}": async (studio) => ({ path: `/collections/${(await collection(studio)).id}` }),
  "PATCH /collections/{id}": async (studio) => ({
    path: `/collections/${(await collection(studio)).id}`,
    body: { name: `Collection ${unique()}`, description: "Press" },
  }),
  "DELETE /collections/{id}": async (studio) => ({ path: `/collections/${(await collection(studio)).id}` }),
  "GET /collections/{id}/files": async (studio) => ({ path: `/collections/${(await collection(studio)).id}/files` }),
  "POST /collections/{id}/files": async (studio) => ({
    path: `/collections/${(await collection(studio)).id}/files`,
    body: { file_ids: [await file(studio)] },
  }),
  "DELETE /collections/{id}/files/{file_id}": async (studio) => {
    const { id, fileId } = await collection(studio);
    return { path: `/collections/${id}/files/${fileId}` };
  },
  "GET /collections/{id}/zip": async (studio) => ({ path: `/collections/${(await collection(studio)).id}/zip` }),
  "GET /collections/{id}/access": async (studio) => ({ path: `/collections/${(await collection(studio)).id}/access` }),
  "GET /metadata-fields": async () => ({ path: "/metadata-fields?limit=2" }),
  "POST /metadata-fields": async () => ({
    path: "/metadata-fields",
    body: { name: `Field ${unique()}`, kind: "text" },
  }),
  "GET /metadata-fields/{id}": async (studio) => ({ path: `/metadata-fields/${await field(studio)}` }),
  "PATCH /metadata-fields/{id}": async (studio) => ({
    path: `/metadata-fields/${await field(studio)}`,
    body: { name: `Field ${unique()}` },
  }),
  "DELETE /metadata-fields/{id}": async (studio) => ({ path: `/metadata-fields/${await field(studio)}` }),
  "GET /shares": async () => ({ path: "/shares?limit=2" }),
  "POST /shares": async (studio) => ({
    path: "/shares",
    body: {
      folder_id: await folder(studio),
      member_id: studio.jonah.memberId,
      level: "contribute",
      expires_at: "2099-01-01T00:00:00Z",
    },
  }),
  "GET /shares/{id}": async (studio) => ({ path: `/shares/${await share(studio)}` }),
  "PATCH /shares/{id}": async (studio) => ({ path: `/shares/${await share(studio)}`, body: { level: "manage" } }),
  "DELETE /shares/{id}": async (studio) => ({ path: `/shares/${await share(studio)}` }),
  "GET /share-links": async () => ({ path: "/share-links?limit=2" }),
  "POST /share-links": async (studio) => ({
    path: "/share-links",
    body: { file_id: await file(studio), expires_at: "2099-01-01T00:00:00Z", max_views: 10, note: "Press" },
  }),
  "GET /share-links/{id}": async (studio) => ({ path: `/share-links/${await link(studio)}` }),
  "PATCH /share-links/{id}": async (studio) => ({
    path: `/share-links/${await link(studio)}`,
    body: { download: false, note: "Print" },
  }),
  "DELETE /share-links/{id}": async (studio) => ({ path: `/share-links/${await link(studio)}` }),
  "POST /share-links/{id}/restoration": async (studio) => {
    const id = await link(studio);
    await revokeLinks(studio.mira, { linkIds: [id] });
    return { path: `/share-links/${id}/restoration` };
  },
  "GET /access-requests": async () => ({ path: "/access-requests?limit=2" }),
  "POST /access-requests": async () => ({ path: "/access-requests", body: { folder_id: "fld_unknown" } }),
  "PUT /access-requests/{id}/answer": async (studio) => ({
    path: `/access-requests/${await request(studio)}/answer`,
    body: { level: "view" },
  }),
};
