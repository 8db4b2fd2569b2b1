export interface Frame {
  label: string;
  /** `dormant`: kept, but without effect for now. */
  fill: "empty" | "half" | "full" | "pending" | "dormant";
}

/** A contact strip: one small frame per thing, in a fixed order, with the same said in words for screen readers. */
export function Strip({ frames, summary }: { frames: readonly Frame[]; summary: string }) {
  return (
    <span className="strip" title={summary}>
      {frames.map((frame) => (
        <i key={frame.label} data-fill={frame.fill} aria-hidden />
      ))}
      <span className="sr-only">{summary}</span>
    </span>
  );
}
