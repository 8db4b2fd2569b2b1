"use client";

import { useSearchParams } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { Pager } from "@/components/data-table/table-foot";
import { useAddress } from "@/components/data-table/use-address";
import type { KeyOwner } from "@/lib/api-keys/queries/list-key-owners";
import { works } from "@/lib/api-keys/rules/status";
import { formatNumber } from "@/lib/format";
import { openHref } from "./addresses";
import { columnsFor } from "./columns";
import { filtersFor } from "./filters";
import type { KeyListRow } from "./list-row";

const SORTED: Record<string, string> = {
  name: "by name",
  owner: "by owner",
  last_used: "by last use",
  expires: "by expiry",
};

export function KeysTable({
  account,
  rows,
  owners,
  total,
  pager,
  openId,
  empty,
}: {
  account: string;
  rows: readonly KeyListRow[];
  owners: readonly KeyOwner[];
  total: number;
  pager: Pager;
  openId?: string;
  empty: ReactNode;
}) {
  const address = useAddress();
  const params = useSearchParams();
  const path = `/${account}/api-keys`;
  const hrefOf = (row: KeyListRow) => openHref(path, new URLSearchParams(params), row.id);
  const columns = useMemo(
    () => columnsFor((row) => openHref(path, new URLSearchParams(params), row.id), openId !== undefined),
    [path, params, openId],
  );
  const filters = useMemo(() => filtersFor(owners), [owners]);
  const sort = params.get("sort")?.replace("-", "") ?? "";
  return (
    <DataTable
      label="Keys"
      rows={rows}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={hrefOf}
      currentId={openId}
      isOff={(row) => !works(row.status)}
      lines={2}
      search="Name, prefix or owner"
      filters={filters}
      rowKeys={[
        {
          keys: "e",
          label: "Edit",
          run: (row) =>
            address.go(openHref(path, new URLSearchParams(params), row.id, row.editable ? "edit" : "power")),
        },
      ]}
      note={`${formatNumber(total, "en")} in all, ${SORTED[sort] ? `sorted ${SORTED[sort]}` : "newest first"}`}
      pager={pager}
      empty={empty}
    />
  );
}
