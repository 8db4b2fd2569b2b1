"use client";

import { Plus } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import type { Seats } from "@/lib/users/queries/count-seats";
import type { RoleChoice } from "../../access-editor/access-draft";

export type InviteProps = { account: string; roles: readonly RoleChoice[]; seats: Seats };

const Trigger = lazyOverlay<InviteProps>(() => import("./invite-users-dialog"), "dialog");

export function InviteUsersButton({ blocked, ...overlay }: InviteProps & { blocked: string | null }) {
  return (
    <Trigger
      look="primary"
      icon={<Plus aria-hidden />}
      disabled={blocked !== null}
      shortcut={{ keys: "i", label: "Invite people" }}
      overlay={overlay}
    >
      Invite people
    </Trigger>
  );
}
