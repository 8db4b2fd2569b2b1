"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { toast } from "@/components/overlay/toast";
import { Progress } from "@/components/ui/meter";
import type { ActionResult } from "@/lib/http/define-action";
import { inBatches } from "@/lib/in-batches";
import type { Outcome } from "@/lib/media/commands/outcomes";
import { undoing } from "../../undoing";
import { type MediaRow, nameOf } from "../item";

const OutcomesDialog = lazy(() => import("../../outcomes-dialog"));

/** So many things are changed by one request; between two of them the progress is drawn. */
export const STEP = 50;

type Act = () => Promise<ActionResult<unknown>>;

/** One change of many things. `Result` is what a command answers for some of them. */
type Work<Result> = {
  /** "Moving to Campaigns" */
  doing: string;
  rows: readonly MediaRow[];
  /** Of the rows, those that are changed together; so many at a time where it is not said. */
  batches?: MediaRow[][];
  /** Whether even one of them may take a while. */
  isLong?: boolean;
  act: (rows: MediaRow[]) => Promise<ActionResult<Result>>;
  /** "Launch hero.jpg moved to Campaigns"; `what` names what was changed. */
  done: (what: string) => string;
  /** What takes all of it back, one after another. */
  undo: (results: Result[]) => Act[];
};

type Running = { doing: string; done: number; total: number };

/** Works through many things step by step: shows how far it is, offers to take it back, and tells what stayed as it was. */
export function useWork() {
  const [running, setRunning] = useState<Running | null>(null);
  const [refused, setRefused] = useState<readonly Outcome[]>([]);

  const run = async <Result extends { outcomes: Outcome[] }>(work: Work<Result>) => {
    const { doing, rows, act, done, undo, batches = [...inBatches(rows, STEP)], isLong = batches.length > 1 } = work;
    const results: Result[] = [];
    let count = 0;
    for (const batch of batches) {
      if (isLong) setRunning({ doing, done: count, total: rows.length });
      const result = await act(batch);
      if (!result.ok) {
        toast({ tone: "crimson", message: result.message });
        break;
      }
      results.push(result.data);
      count += batch.length;
    }
    setRunning(null);
    const outcomes = results.flatMap((result) => result.outcomes);
    const changed = outcomes.filter(({ outcome }) => outcome === "changed");
    const acts = undo(results);
    const named = changed.map(({ id }) => ({ name: rows.find((row) => row.id === id)?.name ?? "" }));
    if (changed.length > 0)
      toast({ message: done(nameOf(named)), undo: acts.length > 0 ? undoing(() => oneByOne(acts)) : undefined });
    else if (outcomes.every(({ outcome }) => outcome === "unchanged") && outcomes.length > 0)
      toast("Nothing had to change");
    setRefused(outcomes.filter(({ outcome }) => outcome === "refused"));
  };

  const tray: ReactNode = (
    <>
      {running && (
        <section aria-label="Work in progress" className="work-tray">
          <strong role="status" className="text-13">
            {running.doing}: {running.done} of {running.total}
          </strong>
          <Progress label={running.doing} share={running.done / running.total} />
        </section>
      )}
      {refused.length > 0 && (
        <Suspense fallback={null}>
          <OutcomesDialog of="things" refused={refused} onClose={() => setRefused([])} />
        </Suspense>
      )}
    </>
  );
  return { run, tray };
}

/** Stops at the first that is refused, and answers with that. */
async function oneByOne(acts: readonly Act[]): Promise<ActionResult<unknown>> {
  for (const act of acts) {
    const result = await act();
    if (!result.ok) return result;
  }
  return { ok: true, data: null };
}
