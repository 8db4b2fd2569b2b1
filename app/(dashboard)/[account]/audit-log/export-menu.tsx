"use client";

import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { MenuButton } from "@/components/overlay/menu";

/** What the filters find, as a file. */
export function ExportMenu({ account }: { account: string }) {
  const params = useSearchParams();
  const save = (format: "csv" | "ndjson") => () => {
    const query = new URLSearchParams(params);
    query.set("format", format);
    location.assign(`/${account}/audit-log/export?${query}`);
  };
  return (
    <MenuButton
      look="secondary"
      icon={<Download aria-hidden />}
      label="Export what is shown"
      groups={[
        [
          { id: "csv", label: "CSV", note: "For a spreadsheet", run: save("csv") },
          { id: "ndjson", label: "NDJSON", note: "One event a line, with its hashes", run: save("ndjson") },
        ],
      ]}
    />
  );
}
