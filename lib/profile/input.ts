import * as z from "zod/mini";
import { closed, idOf } from "@/lib/input";
import { personName } from "@/lib/setup/input";

const isTimeZone = (name: string): boolean => {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
};

export const profileInput = closed({
  name: personName,
  timeZone: z
    .string("A time zone is expected.")
    .check(
      z.maxLength(64, "This is not a time zone."),
      z.refine(isTimeZone, "This is not a time zone such as Europe/Lisbon."),
    ),
});
export type Profile = z.output<typeof profileInput>;

export const shortcutsInput = closed({ shortcuts: z.boolean("On or off is expected.") });

export const sessionInput = closed({ sessionId: idOf("ses", "session") });

export const loginInput = closed({ loginId: idOf("lgn", "login") });

export const nothingInput = closed({});
