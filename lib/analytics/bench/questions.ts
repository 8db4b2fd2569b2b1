import type { Figure } from "../../../bin/bench.mjs";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import type { TallyKind } from "@/lib/analytics/rules/kinds";
import { isAnswered } from "@/lib/testing/cut-off";

const LISTED = ["path", "missing", "country", "referrer"] as const satisfies TallyKind[];
export const LENGTH = 10;

/** What the page asks of a span: the figures over time and by source, and its lists. */
export type Question = { name: string; search: AnalyticsSearch } & (
  | { of: "traffic" }
  | { of: "list"; kind: TallyKind }
);

const QUESTIONS: Question[] = (["90d", "30d", "7d"] as const).flatMap((range): Question[] => [
  { name: `${range} figures`, search: { range }, of: "traffic" },
  { name: "of one source", search: { range, source: "src_7" }, of: "traffic" },
  ...LISTED.map((kind): Question => ({ name: kind, search: { range }, of: "list", kind })),
]);

type Answer = (question: Question) => Promise<unknown>;

/** What the contenders are compared by. */
export async function answerAll(answer: Answer): Promise<string> {
  const answers: unknown[] = [];
  for (const question of QUESTIONS) answers.push(await answer(question));
  return JSON.stringify(answers);
}

/** Milliseconds of each answer. What is cut off took at least as long. */
export async function timeAll(answer: Answer): Promise<Record<string, Figure>> {
  const times: Record<string, Figure> = {};
  for (const question of QUESTIONS) {
    const start = performance.now();
    const isWhole = await isAnswered(answer(question));
    const ms = performance.now() - start;
    times[`${question.search.range} ${question.name.replace(/^\d+d /, "")}, ms`] = isWhole ? ms : { atLeast: ms };
  }
  return times;
}
