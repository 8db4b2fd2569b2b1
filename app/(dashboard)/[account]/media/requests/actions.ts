"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import { answerRequest, requestAccess } from "@/lib/shares/commands/request-access";
import { answerRequestInput, requestAccessInput } from "@/lib/shares/input";

export const answerRequestAction = defineAction(answerRequestInput, andRefresh(answerRequest));
export const requestAccessAction = defineOnceAction(requestAccessInput, requestAccess);
