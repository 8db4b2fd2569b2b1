import { personConsequence, type PersonConsequence } from "@/lib/access/rules/consequences";
import type { Access } from "@/lib/permissions/access";
import type { Given, RoleChoice } from "../../access-editor/access-draft";

/** What a change would mean for someone who is suspended, once they are active again. */
export function whenActive(before: Given, after: Given, roles: readonly RoleChoice[]): PersonConsequence {
  const accessOf = ({ roleId, grants }: Given): Access => ({
    active: true,
    sources: [
      ...roles.filter(({ id }) => id === roleId).map((role) => ({ kind: "role" as const, ...role })),
      ...grants.map(({ permission }) => ({ kind: "grant" as const, id: "", name: "", permissions: [permission] })),
    ],
  });
  return personConsequence({ id: "", name: "", before: accessOf(before), after: accessOf(after) });
}
