"use client";

import { Plus } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import type { RoleListRow } from "./roles-table";

const Trigger = lazyOverlay<{ account: string; roles: readonly RoleListRow[] }>(
  () => import("./create-role-dialog"),
  "dialog",
);

type Props = { account: string; roles: readonly RoleListRow[]; closed: boolean };

export function CreateRoleButton({ account, roles, closed }: Props) {
  return (
    <Trigger
      look="primary"
      icon={<Plus aria-hidden />}
      overlay={{ account, roles }}
      disabled={closed}
      shortcut={{ keys: "c", label: "Create a role" }}
    >
      Create role
    </Trigger>
  );
}
