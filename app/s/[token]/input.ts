import * as z from "zod/mini";
import { closed } from "@/lib/input";
import { fileId } from "@/lib/media/input/items";

const FORMS = ["download", "thumbnail", "preview", "video"] as const;
export type FileForm = (typeof FORMS)[number];

export const fileRequest = closed({
  file: fileId,
  form: z._default(z.enum(FORMS, `One of these is expected: ${FORMS.join(", ")}.`), "download"),
});
