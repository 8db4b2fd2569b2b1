import { toast } from "@/components/overlay/toast";
import type { ActionResult } from "@/lib/http/define-action";
import type { Outcome } from "@/lib/media/commands/outcomes";
import { answered } from "../../answered";
import { isSettled, newSubmission } from "../../use-once";
import { nameOf } from "../item";

/** Sends a part of a piece of work, under a name by which the server knows it again. */
export type Send<Result> = (submission: string) => Promise<ActionResult<Result>>;

/** `size`: of how many things. */
export type Step<Result> = { size: number; send: Send<Result> };

/** One change of many things, sent step by step. `Result` is what a command answers for some of them. */
export type Work<Result> = {
  /** "Moving to Campaigns" */
  doing: string;
  steps: readonly Step<Result>[];
  /** Whether even one of them may take a while. */
  isLong?: boolean;
  /** What a step has left to do, and of how many things it did what. */
  rest?: (result: Result) => { done: number; step: Step<Result> } | null;
  /** "Launch hero.jpg moved to Campaigns"; `what` names what was changed. */
  done: (what: string) => string;
  /** What takes all of it back, one after another. */
  undo?: (results: Result[]) => Send<Changed>[];
};

export type Changed = { outcomes: Outcome[] };

/** A piece of work as the tray shows it; with a `problem` it stopped. */
export type Shown = { id: string; doing: string; done: number; total: number; stop: Stop | null };

type Stop = { problem: string; goOn: () => void; undo?: () => void; leave: () => void };

type Board = { works: readonly Shown[]; refused: readonly Outcome[] };

/** What is under way, whichever page is looked at meanwhile. */
let board: Board = { works: [], refused: [] };
const listeners = new Set<() => void>();

export const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const boardNow = (): Board => board;

function change(next: Partial<Board>): void {
  board = { ...board, ...next };
  for (const listener of listeners) listener();
}

const show = (work: Shown) => change({ works: [...without(work.id), work] });
const hide = (id: string) => change({ works: without(id) });
const without = (id: string) => board.works.filter((one) => one.id !== id);
export const tellRefused = (refused: readonly Outcome[]) => change({ refused });

/**
 * Works through many things step by step: shows how far it is, offers to take it back, and tells what stayed as it was.
 * Where a step gets no answer or is refused, it stops, says so, and can go on: a step whose answer was lost is sent again
 * under its name, so that it is done once.
 */
export function run<Result extends Changed>(work: Work<Result>): Promise<void> {
  const steps = work.steps.map((step) => ({ ...step, submission: newSubmission() }));
  return goThrough({ id: newSubmission(), work, steps, results: [], done: 0 });
}

type Task<Result> = {
  id: string;
  work: Work<Result>;
  /** Those that are not done yet. */
  steps: (Step<Result> & { submission: string })[];
  results: Result[];
  /** Things. */
  done: number;
};

async function goThrough<Result extends Changed>(task: Task<Result>): Promise<void> {
  const { work, steps, results } = task;
  const isLong = work.isLong ?? work.steps.length > 1;
  for (let step = steps[0]; step; step = steps[0]) {
    if (isLong) show(shownOf(task, null));
    const result = await answered(step.send(step.submission), "No answer came from the server.");
    if (!result.ok) {
      if (isSettled(result)) step.submission = newSubmission();
      return show(shownOf(task, stopOf(task, result.message)));
    }
    results.push(result.data);
    const rest = work.rest?.(result.data);
    steps.splice(0, 1, ...(rest ? [{ ...rest.step, submission: newSubmission() }] : []));
    task.done += rest ? rest.done : step.size;
  }
  finish(task);
}

function shownOf<Result>({ id, work, steps, done }: Task<Result>, stop: Stop | null): Shown {
  return { id, doing: work.doing, done, total: steps.reduce((sum, { size }) => sum + size, done), stop };
}

function stopOf<Result extends Changed>(task: Task<Result>, problem: string): Stop {
  const undo = undoOf(task);
  return {
    problem,
    goOn: () => {
      hide(task.id);
      void goThrough(task);
    },
    undo:
      undo &&
      (() => {
        hide(task.id);
        undo();
      }),
    leave: () => finish(task),
  };
}

/** Tells what became of it. */
function finish<Result extends Changed>(task: Task<Result>): void {
  hide(task.id);
  const outcomes = task.results.flatMap((result) => result.outcomes);
  const changed = outcomes.filter(({ outcome }) => outcome === "changed");
  if (changed.length > 0) toast({ message: task.work.done(nameOf(changed)), undo: undoOf(task) });
  else if (outcomes.every(({ outcome }) => outcome === "unchanged") && outcomes.length > 0)
    toast("Nothing had to change");
  tellRefused(outcomes.filter(({ outcome }) => outcome === "refused"));
}

function undoOf<Result extends Changed>({ work, results }: Task<Result>): (() => Promise<void>) | undefined {
  const back = work.undo?.(results) ?? [];
  if (back.length === 0) return undefined;
  return () => run({ doing: "Taking back", steps: back.map((send) => ({ size: 1, send })), done: () => "Taken back" });
}
