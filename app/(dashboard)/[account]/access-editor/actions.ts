"use server";

import { previewInput } from "@/lib/access/input";
import { previewChange } from "@/lib/access/queries/preview/preview-change";
import { defineAction } from "@/lib/http/define-action";

export const previewChangeAction = defineAction(previewInput, previewChange);
