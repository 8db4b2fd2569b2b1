export const TAB_LABELS = {
  details: "Details",
  access: "Access",
  versions: "Versions",
  activity: "Activity",
} as const;

export type ItemTab = keyof typeof TAB_LABELS;

/** The tab that the address names, where the reader has it. */
export const tabOf = (text: string | string[] | undefined, offered: readonly ItemTab[]): ItemTab =>
  offered.find((tab) => tab === text) ?? "details";
