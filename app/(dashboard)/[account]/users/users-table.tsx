"use client";

import { useSearchParams } from "next/navigation";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { Pager } from "@/components/data-table/table-foot";
import { useAddress } from "@/components/data-table/use-address";
import { formatNumber } from "@/lib/format";
import type { Outcome } from "@/lib/users/commands/outcomes";
import type { Sort } from "@/lib/users/input";
import { openHref } from "./addresses";
import { columnsFor } from "./columns";
import { filtersFor } from "./filters";
import type { RoleChoice } from "../access-editor/access-draft";
import type { ListRow } from "./list-row";
import { SelectionActions } from "./selection-actions";

const OutcomesDialog = lazy(() => import("../outcomes-dialog"));

const SORTED: Record<Sort, string> = {
  name: "by name",
  role: "by role",
  last_active: "by last activity",
  created: "by the day they came",
};

export function UsersTable({
  account,
  rows,
  roles,
  total,
  pager,
  openId,
}: {
  account: string;
  rows: readonly ListRow[];
  roles: readonly RoleChoice[];
  total: number;
  pager: Pager;
  openId?: string;
}) {
  const address = useAddress();
  const [refused, setRefused] = useState<readonly Outcome[]>([]);
  const params = useSearchParams();
  const hrefOf = useCallback(
    (row: ListRow) => openHref(`/${account}/users`, new URLSearchParams(params), row.id),
    [account, params],
  );
  const columns = useMemo(() => columnsFor(hrefOf), [hrefOf]);
  const filters = useMemo(() => filtersFor(roles), [roles]);
  const sort = params.get("sort")?.replace("-", "") ?? "name";
  return (
    <>
      <DataTable
        label="People"
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        rowHref={hrefOf}
        currentId={openId}
        isOff={(row) => row.state.kind === "suspended"}
        lines={2}
        search="Name or email"
        filters={filters}
        bulk={(selected, clear) => (
          <SelectionActions account={account} rows={selected} roles={roles} clear={clear} onRefused={setRefused} />
        )}
        rowKeys={[{ keys: "e", label: "Edit", run: (row) => address.go(hrefOf(row)) }]}
        note={`${formatNumber(total, "en")} in all, sorted ${SORTED[sort as Sort] ?? SORTED.name}`}
        pager={pager}
      />
      {refused.length > 0 && (
        <Suspense fallback={null}>
          <OutcomesDialog of="people" refused={refused} onClose={() => setRefused([])} />
        </Suspense>
      )}
    </>
  );
}
