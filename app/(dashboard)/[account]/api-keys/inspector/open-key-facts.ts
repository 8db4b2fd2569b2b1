import type { LastUse } from "@/lib/api-keys/queries/columns";
import type { KeyVerbs } from "@/lib/api-keys/rules/verbs";

/** What the buttons and dialogs of one key need to know of it in the browser. */
export type OpenKey = {
  id: string;
  name: string;
  prefix: string;
  lastUsed: LastUse | null;
  expiresAt: string | null;
  can: KeyVerbs;
};
