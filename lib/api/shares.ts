import * as z from "zod";
import * as mini from "zod/mini";
import { itemFields, level, name, namesOne, namesOneAtMost, thingShape } from "@/lib/api/media";
import { at, atOrNull, id, pageOf, time } from "@/lib/api/shapes";
import { closed, moment, pageCursor, pageLimit } from "@/lib/input";
import { grantee, level as givenLevel, shareId } from "@/lib/shares/input";
import type { ListedShare } from "@/lib/shares/queries/list-shares";
import { groupId } from "@/lib/groups/input";
import { memberId } from "@/lib/users/input";

export const shareShape = z
  .strictObject({
    id,
    item: thingShape,
    grantee: z.strictObject({ kind: z.enum(["member", "group"]), id, name }),
    level,
    expires_at: time.nullable(),
    created_at: time,
    created_by: name,
  })
  .meta({ id: "Share" });

export const sharesShape = pageOf(shareShape);

export const toShare = (share: ListedShare): z.infer<typeof shareShape> => ({
  id: share.id,
  item: share.item,
  grantee: share.grantee,
  level: share.level,
  expires_at: atOrNull(share.expiresAt),
  created_at: at(share.startedAt),
  created_by: share.startedBy,
});

export const sharePath = closed({ id: shareId });

const granteeFields = { member_id: mini.optional(memberId), group_id: mini.optional(groupId) };

type GranteeFields = { member_id?: string; group_id?: string };

const isOne = (most: boolean) =>
  mini.refine<GranteeFields>(
    ({ member_id: member, group_id: group }) => (member === undefined) !== (group === undefined) || (most && !member),
    "Either member_id or group_id is expected.",
  );

export const sharesQuery = closed({
  ...itemFields,
  ...granteeFields,
  cursor: pageCursor,
  limit: pageLimit(50),
}).check(namesOneAtMost, isOne(true));

export const createShareBody = closed({
  ...itemFields,
  ...granteeFields,
  level: givenLevel,
  expires_at: mini.optional(mini.nullable(moment)),
}).check(namesOne, isOne(false));

export const editShareBody = closed({
  level: mini.optional(givenLevel),
  expires_at: mini.optional(mini.nullable(moment)),
});

export const granteeOf = ({ member_id: memberIdGiven, group_id: groupIdGiven }: GranteeFields) =>
  grantee.parse(memberIdGiven === undefined ? { groupId: groupIdGiven } : { memberId: memberIdGiven });
