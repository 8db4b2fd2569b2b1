"use client";

import { Plus } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import type { RoleListRow } from "./roles-table";

/** `sharedBlocked`: why this account cannot give access to shared media alone. */
export type CreateRoleProps = { account: string; roles: readonly RoleListRow[]; sharedBlocked: string | null };

const Trigger = lazyOverlay<CreateRoleProps>(() => import("./create-role-dialog"), "dialog");

export function CreateRoleButton({ closed, ...overlay }: CreateRoleProps & { closed: boolean }) {
  return (
    <Trigger
      look="primary"
      icon={<Plus aria-hidden />}
      overlay={overlay}
      disabled={closed}
      shortcut={{ keys: "c", label: "Create a role" }}
    >
      Create role
    </Trigger>
  );
}
