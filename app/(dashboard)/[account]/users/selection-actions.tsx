"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { MenuButton } from "@/components/overlay/menu";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/http/define-action";
import { formatCount } from "@/lib/format";
import type { Outcome } from "@/lib/users/commands/outcomes";
import { answered } from "../answered";
import { changeRolesAction, reactivateUsersAction, suspendUsersAction } from "./actions";
import type { RoleChoice } from "../access-editor/access-draft";
import { isMember, type ListRow } from "./list-row";
import { undoing } from "../undoing";

const people = (count: number) => formatCount(count, { one: "person", other: "people" });

/** One act for all who are selected; whoever it cannot be done to is told of with the reason. */
export function SelectionActions({
  account,
  rows,
  roles,
  clear,
  onRefused,
}: {
  account: string;
  rows: readonly ListRow[];
  roles: readonly RoleChoice[];
  clear: () => void;
  onRefused: (refused: readonly Outcome[]) => void;
}) {
  const [pending, setPending] = useState(false);
  const memberIds = rows.filter(isMember).map(({ id }) => id);
  const invitations = rows.length - memberIds.length;

  /** Runs the act, tells what became of it and offers to take it back. */
  const run = async <T extends { outcomes: Outcome[] }>(
    act: Promise<ActionResult<T>>,
    say: (count: number) => string,
    undo: (data: T) => () => Promise<ActionResult<unknown>>,
  ) => {
    setPending(true);
    const result = await answered(act);
    setPending(false);
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    const changed = result.data.outcomes.filter(({ outcome }) => outcome === "changed").length;
    const refused = result.data.outcomes.filter(({ outcome }) => outcome === "refused");
    if (changed > 0) toast({ message: say(changed), undo: undoing(undo(result.data)) });
    else if (refused.length === 0) toast("Nothing had to change");
    if (refused.length > 0) onRefused(refused);
    clear();
  };

  const changeRole = (role: RoleChoice | null) =>
    void run(
      changeRolesAction(account, { memberIds, roleId: role?.id ?? null }),
      (count) => `${people(count)} ${count === 1 ? "has" : "have"} ${role ? `the role ${role.name}` : "no role"} now`,
      ({ before }) =>
        async () => {
          for (const step of before) {
            const result = await changeRolesAction(account, step);
            if (!result.ok) return result;
          }
          return { ok: true, data: null };
        },
    );
  const suspend = () =>
    void run(
      suspendUsersAction(account, { memberIds }),
      (count) => `${people(count)} suspended`,
      (data) => () => reactivateUsersAction(account, { memberIds: data.memberIds }),
    );
  const reactivate = () =>
    void run(
      reactivateUsersAction(account, { memberIds }),
      (count) => `${people(count)} reactivated`,
      (data) => () => suspendUsersAction(account, { memberIds: data.memberIds }),
    );

  if (memberIds.length === 0) return <span className="text-ink-2">Open an invitation to change or revoke it.</span>;
  const anySuspended = rows.some(({ state }) => state.kind === "suspended");
  return (
    <>
      <MenuButton
        look="secondary"
        size="sm"
        disabled={pending}
        groups={[
          roles.map((role) => ({
            id: role.id,
            label: role.name,
            note: role.blocked ?? undefined,
            disabled: role.blocked !== null,
            run: () => changeRole(role),
          })),
          [{ id: "none", label: "No role", run: () => changeRole(null) }],
        ]}
      >
        Change role <ChevronDown aria-hidden />
      </MenuButton>
      <Button size="sm" pending={pending} onClick={suspend}>
        Suspend
      </Button>
      {anySuspended && (
        <Button size="sm" pending={pending} onClick={reactivate}>
          Reactivate
        </Button>
      )}
      {invitations > 0 && (
        <span className="text-ink-2">
          leaves out {formatCount(invitations, { one: "invitation", other: "invitations" })}
        </span>
      )}
    </>
  );
}
