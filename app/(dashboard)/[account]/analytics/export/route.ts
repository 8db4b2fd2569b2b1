import { exportAnalytics, isExported } from "@/lib/analytics/queries/export-analytics";
import { findSignedIn } from "@/lib/auth/member-actor";
import { sendFile } from "@/lib/http/send-file";
import { readAnalytics } from "../search";

export const GET = sendFile("analytics.export", async (actor, params) => {
  const { signedIn } = await findSignedIn(actor.account.slug);
  const { search } = readAnalytics(params, signedIn?.user.timeZone ?? "UTC");
  const of = isExported(params.of) ? params.of : "time";
  return {
    name: `analytics-${of}-${actor.account.slug}.csv`,
    type: "text/csv; charset=utf-8",
    pieces: await exportAnalytics(actor, search, of),
  };
});
