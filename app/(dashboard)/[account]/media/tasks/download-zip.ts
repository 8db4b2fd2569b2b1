import type { MediaRow } from "../item";

/** Has the browser save a zip of these. It is asked for by a form, because an address is too short for many. */
export function downloadZip(account: string, rows: readonly Pick<MediaRow, "kind" | "id">[]): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = `/api/media/${account}/zip`;
  form.hidden = true;
  for (const { kind, id } of rows) {
    const field = document.createElement("input");
    field.name = kind;
    field.value = id;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
