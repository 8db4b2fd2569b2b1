import { useEffect, useState } from "react";
import type { PurgePreview } from "@/lib/purge/queries/preview-purge";
import { answered } from "../../answered";
import { previewPurgeAction } from "../actions";

const SETTLE_MS = 300;

type Shown = { of: string; preview?: PurgePreview; problem?: string };

/** What a purge of these lines would reach; asked for once nobody has typed for a moment. */
export function usePreview(account: string, lines: readonly string[], sourceId: string | null) {
  const [shown, setShown] = useState<Shown>({ of: "" });
  const asked = JSON.stringify({ lines, sourceId });
  useEffect(() => {
    const input = JSON.parse(asked) as { lines: string[]; sourceId: string | null };
    if (input.lines.length === 0) return;
    let late = false;
    const timer = setTimeout(async () => {
      const result = await answered(previewPurgeAction(account, input));
      if (late) return;
      setShown(result.ok ? { of: asked, preview: result.data } : { of: asked, problem: result.message });
    }, SETTLE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [account, asked]);
  const isCurrent = lines.length > 0 && shown.of === asked;
  return { preview: isCurrent ? shown.preview : undefined, problem: isCurrent ? shown.problem : undefined };
}
