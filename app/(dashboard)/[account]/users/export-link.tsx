"use client";

import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { buttonClass } from "@/components/ui/button";

/** What the filters find, as a file. */
export function ExportLink({ path }: { path: string }) {
  const params = useSearchParams();
  return (
    <a
      href={`${path}/export?${params}`}
      download
      aria-label="Export people as CSV"
      title="Export people as CSV"
      className={buttonClass("secondary", "md", true)}
    >
      <Download aria-hidden />
    </a>
  );
}
