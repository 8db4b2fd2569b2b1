"use client";

import { formatMoney } from "@/lib/format";
import { useEnvironment } from "./environment";

/** An amount in minor units, as the person writes money. */
export function Money({ minor, currency }: { minor: number; currency: string }) {
  const { locale } = useEnvironment();
  return <span className="whitespace-nowrap tabular-nums">{formatMoney(minor, currency, locale)}</span>;
}
