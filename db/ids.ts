import { randomBytes } from "node:crypto";

/** The prefix of an identifier names its kind. */
const ID_PREFIXES = {
  account: "acc",
  user: "usr",
  login: "lgn",
  session: "ses",
  oneTimeLink: "otl",
  member: "mem",
  suspension: "sus",
  roleAssignment: "ras",
  grant: "grt",
  role: "rol",
  rolePermission: "rpm",
  group: "grp",
  groupMember: "grm",
  invitation: "inv",
  invitationLink: "inl",
  key: "key",
  keyPermission: "kpm",
  keySuspension: "ksu",
  keyHandover: "kho",
  event: "evt",
  mail: "mai",
  folder: "fld",
  file: "fil",
  version: "ver",
  collection: "col",
  metadataField: "mdf",
  share: "shr",
  accessRequest: "acr",
  shareLink: "lnk",
  shareLinkRevocation: "lre",
  upload: "upl",
  subscription: "sub",
  invoice: "bil",
  payment: "pay",
  refund: "rfd",
  cardCharge: "chg",
  source: "src",
  deployment: "dep",
  purge: "pur",
} as const;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32: no i, l, o, u

/** A new identifier such as `mem_01k9…`: 48 bits of milliseconds, so that newer ones sort last, then 70 random bits. */
export function newId(kind: keyof typeof ID_PREFIXES): string {
  let time = Date.now();
  let head = "";
  for (let i = 0; i < 10; i++, time = Math.floor(time / 32)) head = alphabet[time % 32] + head;
  const tail = Array.from(randomBytes(14), (byte) => alphabet[byte % 32]).join("");
  return `${ID_PREFIXES[kind]}_${head}${tail}`;
}
