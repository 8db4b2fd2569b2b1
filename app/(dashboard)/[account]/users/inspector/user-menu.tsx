"use client";

import { CirclePause, CirclePlay, LogOut, UserMinus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { MenuButton, type MenuEntry } from "@/components/overlay/menu";
import { toast } from "@/components/overlay/toast";
import type { ActionResult } from "@/lib/http/define-action";
import type { UserVerb, Verdict } from "@/lib/users/rules";
import { answered } from "../../answered";
import { endUserSessionsAction, reactivateUsersAction, suspendUsersAction } from "../actions";
import type { Leaver } from "../remove/leaver";
import { undoing } from "../../undoing";

const RemoveUserDialog = lazy(() => import("../remove/remove-user-dialog"));

type MenuPerson = Leaver & { suspended: boolean; can: Record<UserVerb, Verdict> };

/** What can be done to a person as a whole; what cannot says why. */
export function UserMenu({ account, person, closeHref }: { account: string; person: MenuPerson; closeHref: string }) {
  const [removing, setRemoving] = useState(false);
  const { id, name, can } = person;
  const one = { memberIds: [id] };

  const run = async (
    act: Promise<ActionResult<unknown>>,
    message: string,
    undo?: () => Promise<ActionResult<unknown>>,
  ) => {
    const result = await answered(act);
    toast(result.ok ? { message, undo: undo && undoing(undo) } : { tone: "crimson", message: result.message });
  };
  const suspend = () =>
    run(suspendUsersAction(account, one), `${name} is suspended: sessions and API keys stopped`, () =>
      reactivateUsersAction(account, one),
    );
  const reactivate = () =>
    run(reactivateUsersAction(account, one), `${name} is active again`, () => suspendUsersAction(account, one));
  const endSessions = () => run(endUserSessionsAction(account, { memberId: id }), `Every session of ${name} ended`);

  const status: MenuEntry = person.suspended
    ? {
        id: "reactivate",
        label: "Reactivate",
        icon: <CirclePlay aria-hidden />,
        ...offered(can.reactivate),
        run: () => void reactivate(),
      }
    : {
        id: "suspend",
        label: "Suspend",
        icon: <CirclePause aria-hidden />,
        ...offered(can.suspend),
        run: () => void suspend(),
      };
  return (
    <>
      <MenuButton
        size="sm"
        label={`Actions for ${name}`}
        groups={[
          [
            status,
            {
              id: "sessions",
              label: "End all sessions",
              icon: <LogOut aria-hidden />,
              ...offered(can.endSessions),
              run: () => void endSessions(),
            },
          ],
          [
            {
              id: "remove",
              label: "Remove from account…",
              icon: <UserMinus aria-hidden />,
              danger: true,
              ...offered(can.remove),
              run: () => setRemoving(true),
            },
          ],
        ]}
      />
      {removing && (
        <Suspense fallback={null}>
          <RemoveUserDialog
            account={account}
            leaver={person}
            closeHref={closeHref}
            onClose={() => setRemoving(false)}
          />
        </Suspense>
      )}
    </>
  );
}

const offered = ({ allowed, reason }: Verdict): Pick<MenuEntry, "disabled" | "note"> => ({
  disabled: !allowed,
  note: reason ?? undefined,
});
