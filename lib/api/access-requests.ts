import * as z from "zod";
import * as mini from "zod/mini";
import { level, name } from "@/lib/api/media";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import { closed, moment } from "@/lib/input";
import { answerRequestInput, requestAccessInput, requestId } from "@/lib/shares/input";
import type { AccessRequestRow } from "@/lib/shares/queries/list-requests";

export const accessRequestsShape = pageOf(
  z
    .strictObject({
      id,
      person: z.strictObject({ id, name, email: z.string().max(320) }),
      folder: z.strictObject({ id, name }),
      level,
      message: z.string().max(1000),
      created_at: time,
    })
    .meta({ id: "AccessRequest" }),
);

export const toAccessRequest = ({ startedAt, ...request }: AccessRequestRow) => ({
  ...request,
  created_at: at(startedAt),
});

export const requestPath = closed({ id: requestId });

export const requestAccessBody = closed({
  folder_id: requestAccessInput.shape.folderId,
  level: requestAccessInput.shape.level,
  message: requestAccessInput.shape.message,
});

export const answerRequestBody = closed({
  level: answerRequestInput.shape.level,
  expires_at: mini.optional(mini.nullable(moment)),
});
