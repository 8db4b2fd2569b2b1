"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useAddress } from "@/components/data-table/use-address";
import { Dialog } from "@/components/overlay/dialog";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SelectField } from "@/components/ui/select";
import { formatCount } from "@/lib/format";
import { answered } from "../answered";
import { deleteRoleAction } from "./actions";
import type { RoleListRow } from "./roles-table";

const NO_ROLE = "";

/** Deleting a role that people have asks what they get in its place. */
export default function DeleteRoleDialog({
  account,
  role,
  roles,
  onClose,
}: {
  account: string;
  role: RoleListRow;
  roles: readonly RoleListRow[];
  onClose: () => void;
}) {
  const router = useRouter();
  const address = useAddress();
  const [moveTo, setMoveTo] = useState(NO_ROLE);
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  const held = role.people + role.invitations > 0;
  const erase = () =>
    start(async () => {
      const result = await answered(
        deleteRoleAction(account, { roleId: role.id, ...(held && { moveTo: moveTo || null }) }),
      );
      if (!result.ok) return setProblem(result.message);
      toast(`${role.name} deleted`);
      router.replace(address.href({ role: null }) as Route, { scroll: false });
    });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      role="alertdialog"
      size="sm"
      title={`Delete ${role.name}`}
      description={
        held
          ? `It is the role of ${formatCount(role.people, { one: "person", other: "people" })} and of ${formatCount(role.invitations, { one: "invitation", other: "invitations" })}.`
          : "Nobody has this role."
      }
      footer={
        <>
          <Button look="quiet" className="ml-auto" data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button look="danger" pending={pending} onClick={erase}>
            Delete role
          </Button>
        </>
      }
    >
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
      {held && (
        <SelectField
          label="They get instead"
          value={moveTo}
          onChange={(event) => setMoveTo(event.target.value)}
          options={[
            { value: NO_ROLE, label: "No role" },
            ...roles
              .filter(({ id, can }) => id !== role.id && can.assign.allowed)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </Dialog>
  );
}
