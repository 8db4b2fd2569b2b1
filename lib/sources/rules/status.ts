/** What becomes of a source. A failed one still delivers its last good deployment, if it ever had one. */
export const SOURCE_STATUSES = {
  deploying: { label: "Deploying", tone: "amber" },
  deployed: { label: "Deployed", tone: "moss" },
  disabled: { label: "Disabled", tone: "neutral" },
  failed: { label: "Failed", tone: "crimson" },
  deleted: { label: "Deleted", tone: "neutral" },
} as const;

export type SourceStatus = keyof typeof SOURCE_STATUSES;
