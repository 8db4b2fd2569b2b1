import { daysOf } from "@/lib/media/rules/query";

export type FieldKind = "text" | "number" | "date" | "choice";

/** As it is kept: a date as 2027-02-19, a number as a number. */
export type FieldValue = string | number;

type Field = { name: string; kind: FieldKind; choices: readonly string[] };

/** The value as it is kept, or why it does not fit the field. */
export function valueFor({ name, kind, choices }: Field, given: FieldValue): { value: FieldValue } | { fault: string } {
  switch (kind) {
    case "text":
      return { value: String(given) };
    case "number": {
      const number = typeof given === "number" ? given : Number(given.trim() === "" ? Number.NaN : given);
      return Number.isFinite(number) ? { value: number } : { fault: `${name} is a number.` };
    }
    case "date": {
      const day = String(given);
      return /^\d{4}-\d{2}-\d{2}$/.test(day) && daysOf(day)
        ? { value: day }
        : { fault: `${name} is a date such as 2027-02-19.` };
    }
    case "choice":
      return choices.includes(String(given))
        ? { value: String(given) }
        : { fault: `${name} is one of ${choices.join(", ")}.` };
  }
}
