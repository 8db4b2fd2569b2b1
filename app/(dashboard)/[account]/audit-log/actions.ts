"use server";

import * as z from "zod/mini";
import { findBrokenEvent } from "@/lib/audit/queries/chain";
import { defineAction } from "@/lib/http/define-action";

/** The number of the first event that was changed or whose predecessor is missing; null when all of them fit. */
export const checkChainAction = defineAction(z.strictObject({}), (actor) => findBrokenEvent(actor));
