"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction } from "@/lib/http/define-action";
import { answerRequest } from "@/lib/shares/commands/request-access";
import { answerRequestInput } from "@/lib/shares/input";

export const answerRequestAction = defineAction(answerRequestInput, andRefresh(answerRequest));
