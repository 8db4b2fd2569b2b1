"use client";

import { useEnvironment } from "@/components/ui/environment";
import { formatBytes } from "@/lib/format";

/** "2.4 MB", in the reader's language. */
export function Bytes({ value }: { value: number }) {
  const { locale } = useEnvironment();
  return formatBytes(value, locale);
}
