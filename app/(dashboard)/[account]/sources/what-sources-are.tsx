import { Cloud } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** Shown while the library is the only source. */
export function WhatSourcesAre() {
  return (
    <EmptyState icon={<Cloud aria-hidden />} title="Images that are elsewhere can be delivered from here">
      Name a folder of a web server or a bucket. Its images then stand at an address of yours, in any size and format,
      and the originals stay where they are.
    </EmptyState>
  );
}
