import { Tag, type Tone } from "@/components/ui/tag";
import type { LinkStatus } from "@/lib/share-links/input";

export const LINK_STATUS_LABELS: Record<LinkStatus, string> = {
  active: "Open",
  scheduled: "Not begun",
  expired: "Expired",
  used_up: "Used up",
  revoked: "Revoked",
};

const TONES: Record<LinkStatus, Tone> = {
  active: "moss",
  scheduled: "amber",
  expired: "crimson",
  used_up: "amber",
  revoked: "crimson",
};

/** Whether a link opens at this moment, and why not. */
export const LinkStatusTag = ({ status }: { status: LinkStatus }) => (
  <Tag tone={TONES[status]}>{LINK_STATUS_LABELS[status]}</Tag>
);

/** It can be restored, and not be changed or copied before. */
export const isOver = (status: LinkStatus): boolean => status === "revoked" || status === "expired";
