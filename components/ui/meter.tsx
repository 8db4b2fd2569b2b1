interface MeterProps {
  label: string;
  /** Filled in petrol. */
  value: number;
  /** Taken but not yet in use: filled in amber after `value`. */
  pending?: number;
  max: number;
}

const FRAMES = 24;

/** Small totals are drawn frame by frame, larger ones as one bar. The label carries the figures in words. */
export function Meter({ label, value, pending = 0, max }: MeterProps) {
  return (
    <span
      role="meter"
      aria-label={label}
      aria-valuenow={value + pending}
      aria-valuemin={0}
      aria-valuemax={max}
      className="meter"
    >
      {max <= FRAMES ? (
        <Frames value={value} pending={pending} max={max} />
      ) : (
        <Bar value={value} pending={pending} max={max} />
      )}
    </span>
  );
}

function Frames({ value, pending, max }: Required<Omit<MeterProps, "label">>) {
  return Array.from({ length: max }, (_, index) => (
    <i key={index} data-fill={index < value ? "full" : index < value + pending ? "pending" : "empty"} />
  ));
}

function Bar({ value, pending, max }: Required<Omit<MeterProps, "label">>) {
  return (
    <svg
      viewBox={`0 0 ${max} 1`}
      preserveAspectRatio="none"
      aria-hidden
      className="h-full w-full rounded-tag bg-surface-3"
    >
      <rect width={Math.min(value + pending, max)} height="1" className="fill-amber" />
      <rect width={Math.min(value, max)} height="1" className="fill-petrol" />
    </svg>
  );
}

/** How far a job of known length has come, from 0 to 1. */
export function Progress({ label, share }: { label: string; share: number }) {
  return <progress aria-label={label} value={share} max={1} className="progress" />;
}
