import { log } from "@/lib/log";

const MOST_BYTES = 8_192;

/** Browsers report here what the content security policy stopped. */
export async function POST(request: Request) {
  const text = (await request.text()).slice(0, MOST_BYTES);
  const { directive, blocked, page } = read(text);
  log.warn("csp.violation", { directive, blocked, page });
  return new Response(null, { status: 204 });
}

function read(text: string) {
  try {
    const report = (JSON.parse(text) as { "csp-report"?: Record<string, unknown> })["csp-report"] ?? {};
    return {
      directive: String(report["effective-directive"] ?? ""),
      blocked: String(report["blocked-uri"] ?? ""),
      page: String(report["document-uri"] ?? ""),
    };
  } catch {
    return {};
  }
}
