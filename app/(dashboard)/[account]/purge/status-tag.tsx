import { Tag, type Tone } from "@/components/ui/tag";
import type { Forwarding } from "@/lib/purge/queries/list-purges";
import type { PurgeStatus } from "@/lib/purge/rules/verdict";

const LOOKS: Record<PurgeStatus, { tone: Tone; label: string }> = {
  pending: { tone: "amber", label: "Reading again" },
  completed: { tone: "moss", label: "Fresh" },
  failed: { tone: "crimson", label: "Still old" },
  unproven: { tone: "amber", label: "Not proven" },
};

export function StatusTag({ status }: { status: PurgeStatus }) {
  const { tone, label } = LOOKS[status];
  return <Tag tone={tone}>{label}</Tag>;
}

/** How far the CDN in front has been told. */
export function ForwardingTag({ forwarding: { calls, sent, dropped, untold } }: { forwarding: Forwarding }) {
  if (dropped > 0) return <Tag tone="crimson">CDN not told</Tag>;
  if (untold > 0 && sent === calls) return <Tag tone="amber">CDN told in part</Tag>;
  return sent === calls ? <Tag tone="moss">CDN told</Tag> : <Tag tone="amber">CDN waits</Tag>;
}
