import * as z from "zod/mini";
import { CAST_NAMES, type CastName } from "@/lib/demo/cast";
import { closed } from "@/lib/input";

export const castInput = closed({
  name: z.enum(CAST_NAMES as [CastName, ...CastName[]], "There is nobody of this name."),
});
