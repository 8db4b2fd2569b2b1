"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useEnvironment } from "@/components/ui/environment";
import { Progress } from "@/components/ui/meter";
import { formatNumber } from "@/lib/format";
import type { Outcome } from "@/lib/media/commands/outcomes";
import { type Shown, tellRefused } from "./work";

const OutcomesDialog = lazy(() => import("../../outcomes-dialog"));

type Props = { works: readonly Shown[]; refused: readonly Outcome[] };

/** How far each piece of work is; one that stopped says why, and can go on or be taken back. */
export default function WorkTray({ works, refused }: Props) {
  return (
    <>
      {works.length > 0 && (
        <section
          aria-label="Work in progress"
          className="fixed right-4 bottom-14 z-40 grid w-80 max-w-[calc(100vw-2rem)] gap-4 rounded-card border border-line-2 bg-overlay p-3 shadow-panel"
        >
          {works.map((work) => (
            <WorkPart key={work.id} work={work} />
          ))}
        </section>
      )}
      {refused.length > 0 && (
        <Suspense fallback={null}>
          <OutcomesDialog of="things" refused={refused} onClose={() => tellRefused([])} />
        </Suspense>
      )}
    </>
  );
}

function WorkPart({ work: { doing, done, total, stop } }: { work: Shown }) {
  const { locale } = useEnvironment();
  const [some, all] = [done, total].map((count) => formatNumber(count, locale));
  if (!stop)
    return (
      <div className="grid gap-2">
        <strong role="status" className="text-13">
          {doing}: {some} of {all}
        </strong>
        <Progress label={doing} share={total > 0 ? done / total : 0} />
      </div>
    );
  return (
    <div role="alert" className="grid gap-2 text-13">
      <strong>
        {doing} stopped: {some} of {all} done
      </strong>
      <p className="text-crimson-ink">{stop.problem}</p>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" onClick={stop.goOn}>
          Go on
        </Button>
        {stop.undo && (
          <Button size="sm" onClick={stop.undo}>
            Undo
          </Button>
        )}
        <Button size="sm" look="quiet" onClick={stop.leave}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
