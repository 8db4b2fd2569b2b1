import { formatList } from "@/lib/format";
import { type Permission, PERMISSIONS } from "@/lib/permissions/permissions";

/** "Sources, Purge and Media Edit" */
export const inWords = (permissions: readonly Permission[]): string =>
  formatList(
    permissions.map((id) => PERMISSIONS[id].label),
    "en",
  );
