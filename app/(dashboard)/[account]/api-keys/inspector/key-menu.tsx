"use client";

import { CirclePause, CirclePlay, KeyRound, Pencil, RefreshCw } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { MenuButton, type MenuEntry } from "@/components/overlay/menu";
import { toast } from "@/components/overlay/toast";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import type { OpenKey } from "./open-key-facts";
import { askToRevoke } from "./revoke";
import { resumeAndTell, suspendAndTell } from "./suspension";

const RotateKeyDialog = lazy(() => import("../rotate/rotate-key-dialog"));

/** What can be done to a key; what it does not offer is not there. */
export function KeyMenu({ account, openKey, editHref }: { account: string; openKey: OpenKey; editHref: string }) {
  const [rotating, setRotating] = useState(false);
  const menu = useRef<HTMLSpanElement>(null);
  const { name, can } = openKey;
  const rotate = () => setRotating(true);
  useShortcut(can.rotate ? { keys: "r", label: "Rotate the key", run: rotate } : undefined);

  const entry = (offered: boolean, made: MenuEntry): MenuEntry[] => (offered ? [made] : []);
  const groups = [
    [
      ...entry(can.edit, { id: "edit", label: "Edit", icon: <Pencil aria-hidden />, href: editHref }),
      ...entry(can.rotate, { id: "rotate", label: "Rotate…", icon: <RefreshCw aria-hidden />, keys: "r", run: rotate }),
      ...entry(can.suspend, {
        id: "suspend",
        label: "Suspend",
        icon: <CirclePause aria-hidden />,
        run: () => void suspendAndTell(account, openKey).then(toast),
      }),
      ...entry(can.resume, {
        id: "resume",
        label: "Resume",
        icon: <CirclePlay aria-hidden />,
        run: () => void resumeAndTell(account, openKey).then(toast),
      }),
    ],
    entry(can.revoke, {
      id: "revoke",
      label: "Revoke…",
      icon: <KeyRound aria-hidden />,
      danger: true,
      run: () => void askToRevoke(account, openKey),
    }),
  ].filter((group) => group.length > 0);
  if (groups.length === 0) return null;
  return (
    <>
      <span ref={menu}>
        <MenuButton size="sm" label={`Actions for ${name}`} groups={groups} />
      </span>
      {rotating && (
        <Suspense fallback={null}>
          <RotateKeyDialog
            account={account}
            openKey={openKey}
            opener={() => menu.current?.querySelector("button") ?? null}
            onClose={() => setRotating(false)}
          />
        </Suspense>
      )}
    </>
  );
}
