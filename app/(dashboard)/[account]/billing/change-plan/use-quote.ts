import { useEffect, useState } from "react";
import type { Quote } from "@/lib/billing/commands/change-terms";
import type { WantedTerms } from "@/lib/billing/input";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "../../answered";
import { quoteTermsAction } from "../actions";

const PAUSE_MS = 250;

type Quoted = { quote: Quote | null; pending: boolean; problem: string | null; again: () => void };

/** What the terms cost, as the server works it out; asked anew after each pause in the changes. */
export function useQuote(account: string, { plan, seats }: WantedTerms): Quoted {
  const [turn, setTurn] = useState(0);
  const question = `${plan} ${seats} ${turn}`;
  const [answer, setAnswer] = useState<{ to: string; result: ActionResult<Quote> } | null>(null);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const result = await answered(quoteTermsAction(account, { plan, seats }));
      if (!stale) setAnswer({ to: question, result });
    }, PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [account, plan, seats, question]);
  const result = answer?.result;
  return {
    quote: result?.ok ? result.data : null,
    pending: answer?.to !== question,
    problem: result && !result.ok ? result.message : null,
    again: () => setTurn((each) => each + 1),
  };
}
