import { parseAbsolute, parseDateTime, toCalendarDateTime, toZoned } from "@internationalized/date";
import type { CreateLink } from "@/lib/share-links/input";
import { expiryIn } from "./expiry";

const MEGABYTE = 1_000_000;

/** What both forms of a link send; what is missing stays as it is. */
export type LinkSettings = Omit<CreateLink, "item" | "kind">;

/** How long a link lasts, beside the numbers of days: at a time that is chosen, or as it is already. */
export const AT_A_TIME = "custom";
export const AS_IT_IS = "kept";

/** What stands in the form. Times are those of the person's own zone, days are counted from when it was opened. */
export function settingsFrom(form: FormData, zone: string, openedAt: number): LinkSettings {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const count = (name: string) => (text(name) === "" ? null : Number(text(name)));
  const has = (name: string) => form.has(name);
  const megabytes = count("maxMegabytes");
  return {
    note: text("note"),
    startsAt: momentIn(text("startsAt"), zone),
    ...(text("ends") !== AS_IT_IS && {
      expiresAt: text("ends") === AT_A_TIME ? momentIn(text("expiresAt"), zone) : expiryIn(text("ends"), openedAt),
    }),
    ...(has("removePasscode") ? { passcode: null } : text("passcode") && { passcode: text("passcode") }),
    ...(has("maxViews") && {
      download: form.get("download") === "on",
      maxViews: count("maxViews"),
      maxDownloads: count("maxDownloads"),
    }),
    ...(has("maxUploads") && {
      maxUploads: count("maxUploads"),
      maxUploadBytes: megabytes === null ? null : Math.round(megabytes * MEGABYTE),
    }),
  };
}

/** As a field for date and time has it, in the person's zone. */
export const fieldOf = (moment: Date | null, zone: string): string =>
  moment ? toCalendarDateTime(parseAbsolute(moment.toISOString(), zone)).toString().slice(0, 16) : "";

const momentIn = (text: string, zone: string): Date | null =>
  text === "" ? null : toZoned(parseDateTime(text), zone).toDate();

export const megabytesOf = (bytes: number | null) => (bytes === null ? "" : String(bytes / MEGABYTE));
