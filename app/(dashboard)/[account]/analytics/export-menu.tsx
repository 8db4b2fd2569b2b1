"use client";

import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { MenuButton } from "@/components/overlay/menu";

interface ExportMenuProps {
  account: string;
  /** What each file holds. */
  files: readonly { of: string; label: string; note: string }[];
}

/** What is shown, as files or on paper. */
export function ExportMenu({ account, files }: ExportMenuProps) {
  const params = useSearchParams();
  const save = (of: string) => () => {
    const query = new URLSearchParams(params);
    query.set("of", of);
    location.assign(`/${account}/analytics/export?${query}`);
  };
  return (
    <MenuButton
      look="secondary"
      className="print:hidden"
      icon={<Download aria-hidden />}
      label="Export what is shown"
      groups={[
        files.map(({ of, ...file }) => ({ id: of, ...file, run: save(of) })),
        [{ id: "print", label: "Print", run: () => print() }],
      ]}
    >
      Export
    </MenuButton>
  );
}
