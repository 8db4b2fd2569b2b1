"use client";

import { LogOut, UserCircle } from "lucide-react";
import { signOut } from "@/app/(auth)/sign-out/sign-out";
import { MeButton } from "@/components/shell/me-button";

export function MeMenu({ account, name, note }: { account: string; name: string; note: string }) {
  return (
    <MeButton
      name={name}
      note={note}
      groups={[
        [{ id: "profile", label: "Profile", icon: <UserCircle aria-hidden />, href: `/${account}/profile` }],
        [{ id: "sign-out", label: "Sign out", icon: <LogOut aria-hidden />, run: signOut }],
      ]}
    />
  );
}
