import * as z from "zod/mini";
import { GRACE_IDS } from "@/lib/api-keys/rules/lifetime";
import { canonicalRange } from "@/lib/networks";
import { KEY_STATUS_IDS } from "@/lib/api-keys/rules/status";
import { PERMISSION_IDS } from "@/lib/permissions/permissions";
import { closed, idOf, line, moment, pageCursor, pageLimit, permission, several } from "@/lib/input";

export const keyId = idOf("key", "API key");

const name = line("The name", 80).check(z.minLength(1, "Give the key a name."));

const permissions = z.array(permission, "A list of permissions is expected.").check(
  z.maxLength(PERMISSION_IDS.length, "There are not so many permissions."),
  z.refine((all) => new Set(all).size === all.length, "One of the permissions is named twice."),
);

const ipRange = z.pipe(
  z.string("An IP address or range is expected.").check(
    z.maxLength(64, "This is no IP address or range."),
    z.refine((text) => canonicalRange(text) !== null, "An address such as 203.0.113.7 or 2001:db8::/32 is expected."),
  ),
  z.transform((text) => canonicalRange(text) ?? text),
);

const ipRanges = z
  .array(ipRange, "A list of IP addresses and ranges is expected.")
  .check(z.minLength(1, "Name at least one IP range, or none at all."), z.maxLength(50, "At most 50 IP ranges."));

const rateLimit = z
  .number("A number of requests a minute is expected.")
  .check(
    z.int("A whole number of requests a minute is expected."),
    z.gte(1, "At least 1 request a minute."),
    z.lte(100_000, "At most 100000 requests a minute."),
  );

/** Null takes the limit away. */
const limits = {
  expiresAt: z.optional(z.nullable(moment)),
  sourceIds: z.optional(z.nullable(several(idOf("src", "source"), "sources", 200))),
  folderIds: z.optional(z.nullable(several(idOf("fld", "folder"), "folders", 200))),
  ipRanges: z.optional(z.nullable(ipRanges)),
  rateLimit: z.optional(z.nullable(rateLimit)),
};

export const createKeyInput = closed({ name, permissions, ...limits });
export type CreateKey = z.output<typeof createKeyInput>;

/** What is left out stays as it is. */
export const editKeyInput = closed({ keyId, name: z.optional(name), permissions: z.optional(permissions), ...limits });
export type EditKey = z.output<typeof editKeyInput>;

export const rotateKeyInput = closed({
  keyId,
  grace: z.enum(GRACE_IDS, `One of these is expected: ${GRACE_IDS.join(", ")}.`),
});
export type RotateKey = z.output<typeof rotateKeyInput>;

export const keyInput = closed({ keyId });
export type KeyInput = z.output<typeof keyInput>;

export const KEY_SORTS = ["name", "owner", "created", "last_used", "expires"] as const;
export type KeySort = (typeof KEY_SORTS)[number];

const sorts = KEY_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

export const keysSearch = closed({
  q: z.optional(line("The search", 200)),
  status: z.optional(z.enum(KEY_STATUS_IDS, `One of these is expected: ${KEY_STATUS_IDS.join(", ")}.`)),
  /** Carried by the key, itself or implied, dormant or not. */
  permission: z.optional(permission),
  owner: z.optional(idOf("mem", "person")),
  sort: z._default(z.enum(sorts, `One of these is expected: ${sorts.join(", ")}.`), "-created"),
  cursor: pageCursor,
  limit: pageLimit(50),
});
export type KeysSearch = z.output<typeof keysSearch>;
