"use client";

import { BadgeCheck } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useForm } from "react-hook-form";
import { useAddress } from "@/components/data-table/use-address";
import { MenuButton } from "@/components/overlay/menu";
import { toast } from "@/components/overlay/toast";
import { Inspector } from "@/components/shell/inspector";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Textarea, TextField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Dot, Tag } from "@/components/ui/tag";
import { formatCount } from "@/lib/format";
import { answered } from "../answered";
import { effectiveOfDraft } from "../access-editor/access-draft";
import { AccessMatrix } from "../access-editor/access-matrix";
import { undoing } from "../undoing";
import { editRoleAction } from "./actions";
import { draftOfRole, permissionsOf } from "./role-draft";
import { RoleConsequences } from "./role-consequences";
import type { RoleListRow } from "./roles-table";

const DeleteRoleDialog = lazy(() => import("./delete-role-dialog"));

/** One role: what it gives, who has it, and what a change of it would do to them. */
export function RoleInspector({
  account,
  role,
  roles,
  sharedBlocked,
}: {
  account: string;
  role: RoleListRow;
  roles: readonly RoleListRow[];
  sharedBlocked: string | null;
}) {
  const address = useAddress();
  const saved = draftOfRole(role.permissions);
  const [draft, setDraft] = useState(saved);
  const [deleting, setDeleting] = useState(false);
  const words = { name: role.name, description: role.description };
  const form = useForm({ values: words, resetOptions: { keepDirtyValues: true } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const changed = effectiveOfDraft(draft) !== effectiveOfDraft(saved);
  const unsaved = isDirty || changed;
  const { edit, changePermissions } = role.can;

  const save = form.handleSubmit(async (next) => {
    const before = { roleId: role.id, ...words, permissions: [...role.permissions] };
    const result = await answered(
      editRoleAction(account, {
        roleId: role.id,
        ...next,
        ...(changed && { permissions: permissionsOf(draft) }),
      }),
    );
    if (result.ok) {
      form.reset(next);
      return toast({ message: `${next.name} saved`, undo: undoing(() => editRoleAction(account, before)) });
    }
    for (const { path, message } of result.fields)
      form.setError(path === "name" || path === "description" ? path : "root", { message });
    if (result.fields.length === 0) form.setError("root", { message: result.message });
  });
  useShortcut({
    keys: "mod+enter",
    label: "Save the role",
    whileTyping: true,
    when: () => unsaved,
    run: () => void save(),
  });

  return (
    <Inspector
      title={role.name}
      avatar={
        <span className="avatar avatar-square" aria-hidden>
          <BadgeCheck className="size-5" strokeWidth={1.5} />
        </span>
      }
      detail={
        <>
          <Link className="link-text" href={`/${account}/users?role=${role.id}`}>
            {formatCount(role.people, { one: "person", other: "people" })}
          </Link>
          {role.builtIn && <Tag>Built in</Tag>}
        </>
      }
      closeHref={address.href({ role: null })}
      menu={
        role.can.delete.allowed && (
          <MenuButton
            label={`Actions for ${role.name}`}
            groups={[[{ id: "delete", label: "Delete role", danger: true, run: () => setDeleting(true) }]]}
          />
        )
      }
      footer={
        unsaved && (
          <>
            <span className="mr-auto flex items-center gap-2 text-13 font-strong">
              <Dot /> Not saved
            </span>
            <Button
              look="quiet"
              onClick={() => {
                form.reset(words);
                setDraft(saved);
              }}
            >
              Discard
            </Button>
            <Button look="primary" keys="mod+enter" pending={isSubmitting} onClick={() => void save()}>
              Save role
            </Button>
          </>
        )
      }
    >
      {errors.root && (
        <Callout tone="crimson" role="alert" className="mb-4">
          {errors.root.message}
        </Callout>
      )}
      {!edit.allowed && (
        <Callout tone="neutral" className="mb-4">
          {edit.reason}
        </Callout>
      )}
      {edit.allowed && !changePermissions.allowed && (
        <Callout tone="neutral" className="mb-4">
          {changePermissions.reason}
        </Callout>
      )}
      {edit.allowed && (
        <div className="mb-4 grid gap-3">
          <TextField label="Name" error={errors.name?.message} {...form.register("name")} />
          <Textarea
            label="What it is for"
            rows={2}
            error={errors.description?.message}
            {...form.register("description")}
          />
        </div>
      )}
      <AccessMatrix
        name={role.name}
        draft={draft}
        saved={saved}
        locked={!changePermissions.allowed}
        sharedBlocked={sharedBlocked}
        onChange={setDraft}
      />
      {changed && <RoleConsequences account={account} roleId={role.id} permissions={permissionsOf(draft)} />}
      {deleting && (
        <Suspense fallback={null}>
          <DeleteRoleDialog account={account} role={role} roles={roles} onClose={() => setDeleting(false)} />
        </Suspense>
      )}
    </Inspector>
  );
}
