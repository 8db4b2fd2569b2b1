import type { Permission } from "@/lib/permissions/permissions";
import { type Draft, draftOf, givenBy } from "../access-editor/access-draft";

/** A role in the editor of access: nothing to start from, and every permission single and without an end. */
export const draftOfRole = (permissions: readonly Permission[]): Draft =>
  draftOf({ roleId: null, grants: permissions.map((permission) => ({ permission, expiresAt: null })) }, []);

/** The fewest permissions that bring along what the draft wants. */
export const permissionsOf = (draft: Draft): Permission[] => givenBy(draft).grants.map(({ permission }) => permission);
