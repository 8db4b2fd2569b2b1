"use client";

import { useEffect, useState } from "react";
import { Callout } from "@/components/ui/callout";
import type { Preview } from "@/lib/access/queries/preview/preview-change";
import { formatCount, formatList } from "@/lib/format";
import type { Permission } from "@/lib/permissions/permissions";
import { answered } from "../answered";
import { previewChangeAction } from "../access-editor/actions";
import { Consequences } from "../access-editor/consequences";

const PAUSE_MS = 200;
const NAMED = 5;

/** What the changed role would do to everyone who has it, as the server works it out. */
export function RoleConsequences({
  account,
  roleId,
  permissions,
}: {
  account: string;
  roleId: string;
  permissions: readonly Permission[];
}) {
  const wanted = permissions.join(",");
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const chosen = wanted.split(",").filter(Boolean) as Permission[];
      const result = await answered(previewChangeAction(account, { kind: "role", roleId, permissions: chosen }));
      if (stale) return;
      setPreview(result.ok ? result.data : null);
      setProblem(result.ok ? null : result.message);
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [account, roleId, wanted]);
  return (
    <div className="mt-4 grid gap-2">
      {preview && preview.peopleCount > 0 && <Affected preview={preview} />}
      <Consequences account={account} name="Whoever has this role" preview={preview} problem={problem} />
    </div>
  );
}

function Affected({ preview }: { preview: Preview }) {
  const names = preview.people.slice(0, NAMED).map(({ name }) => name);
  const others = preview.peopleCount - names.length;
  const all = others > 0 ? [...names, formatCount(others, { one: "other", other: "others" })] : names;
  return (
    <Callout
      tone="amber"
      title={`${formatCount(preview.peopleCount, { one: "person changes", other: "people change" })} at once.`}
    >
      {formatList(all, "en")}
    </Callout>
  );
}
