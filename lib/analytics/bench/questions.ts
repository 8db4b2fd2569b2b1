import type { AnalyticsSearch } from "@/lib/analytics/input";
import type { TallyKind } from "@/lib/analytics/rules/kinds";

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

/** Milliseconds of each answer, and the answers, by which the contenders are compared. */
export async function answerAll(answer: (question: Question) => Promise<unknown>) {
  const times: Record<string, number> = {};
  const answers: unknown[] = [];
  for (const question of QUESTIONS) {
    const start = performance.now();
    answers.push(await answer(question));
    times[`${question.search.range} ${question.name.replace(/^\d+d /, "")}, ms`] = performance.now() - start;
  }
  return { times, answers: JSON.stringify(answers) };
}
