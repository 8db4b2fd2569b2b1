import { Tag, type Tone } from "@/components/ui/tag";
import { KEY_STATUSES, type KeyStatus } from "@/lib/api-keys/rules/status";

const TONES: Partial<Record<KeyStatus, Tone>> = { active: "moss", rotating: "amber", expired: "crimson" };

export const StatusTag = ({ status }: { status: KeyStatus }) => (
  <Tag tone={TONES[status]}>{KEY_STATUSES[status].label}</Tag>
);
