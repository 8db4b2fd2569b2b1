/** What a mail says. Its two forms are made from the same words, so that they cannot differ. */
export type Mail = {
  template: string;
  subject: string;
  paragraphs: readonly string[];
  action: { label: string; url: string };
  note: string;
};

export const textOf = ({ paragraphs, action, note }: Mail): string =>
  [...paragraphs, `${action.label}:\n${action.url}`, note, "-- \nAperture"].join("\n\n");

/** Tables and inline styles, because that is what mail programs understand; dark where they follow the system. */
export const htmlOf = ({ subject, paragraphs, action, note }: Mail): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(subject)}</title>
<style>
@media (prefers-color-scheme: dark) {
  body, .page { background: #14120f !important; }
  .card { background: #1d1a16 !important; border-color: #322e28 !important; }
  .ink { color: #efebe4 !important; }
  .quiet { color: #b3aca1 !important; }
}
</style>
</head>
<body style="margin:0;background:#f4f1ec">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:#f4f1ec"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px">
<tr><td class="ink" style="${FONT};font-weight:600;font-size:16px;color:#2b2722;padding-bottom:16px">Aperture</td></tr>
<tr><td class="card" style="background:#fdfcfa;border:1px solid #ded8ce;border-radius:12px;padding:28px">
${paragraphs.map((text) => `<p class="ink" style="${FONT};font-size:15px;line-height:1.5;color:#2b2722;margin:0 0 16px">${escape(text)}</p>`).join("\n")}
<p style="margin:24px 0"><a href="${escape(action.url)}" style="${FONT};display:inline-block;background:#0f5a69;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none;border-radius:5px;padding:11px 18px">${escape(action.label)}</a></p>
<p class="quiet" style="${FONT};font-size:13px;line-height:1.5;color:#645d54;margin:0 0 12px">${escape(note)}</p>
<p class="quiet" style="${FONT};font-size:12px;line-height:1.5;color:#645d54;margin:0;word-break:break-all">${escape(action.url)}</p>
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;

const FONT = "font-family:'Instrument Sans',system-ui,-apple-system,'Segoe UI',sans-serif";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
