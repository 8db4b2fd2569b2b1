"use client";

import { Plus } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import type { PermissionSet } from "@/lib/permissions/permissions";
import type { SourceChoice } from "../form/limit-fields";

export type CreateKeyProps = {
  account: string;
  /** The address of this server, for the samples. */
  url: string;
  owner: { name: string; permissions: PermissionSet };
  /** The last moment at which a new key may end, RFC 3339; null: any. */
  latest: string | null;
  sources: readonly SourceChoice[];
};

const Trigger = lazyOverlay<CreateKeyProps>(() => import("./create-key-dialog"), "dialog");

/** @param quiet a second button for the same, without the key */
export function CreateKeyButton({
  disabled = false,
  quiet = false,
  ...overlay
}: CreateKeyProps & { disabled?: boolean; quiet?: boolean }) {
  return (
    <Trigger
      look="primary"
      icon={<Plus aria-hidden />}
      disabled={disabled}
      shortcut={quiet ? undefined : { keys: "c", label: "Create an API key" }}
      overlay={overlay}
    >
      Create key
    </Trigger>
  );
}
