import type { Check } from "@/lib/fsck/checks/check";
import { INTERVALS } from "@/lib/fsck/checks/intervals";
import { INVOICES } from "@/lib/fsck/checks/invoices";
import { KEYS } from "@/lib/fsck/checks/keys";
import { PEOPLE } from "@/lib/fsck/checks/people";
import { RECORDS } from "@/lib/fsck/checks/records";
import { SOURCES } from "@/lib/fsck/checks/sources";
import { SUMS } from "@/lib/fsck/checks/sums";

export const CHECKS: Record<string, Check> = {
  ...PEOPLE,
  ...KEYS,
  ...INTERVALS,
  ...RECORDS,
  ...INVOICES,
  ...SOURCES,
  ...SUMS,
};
