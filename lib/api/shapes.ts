import * as z from "zod";
import { type OperationId, OPERATION_IDS } from "@/lib/permissions/operations";
import { type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";

/** The pieces that the answers of the API are made of. Every name is snake_case, every time RFC 3339 in UTC. */

export const time = z.iso.datetime({ offset: true }).meta({ examples: ["2027-02-19T17:37:00.000Z"] });

export const id = z.string().max(60);

export const permission = z
  .enum(PERMISSION_IDS as [Permission, ...Permission[]])
  .meta({ id: "Permission", description: "What can be granted; GET /permissions says what each does." });

export const operation = z
  .enum(OPERATION_IDS as [OperationId, ...OperationId[]])
  .meta({ id: "Operation", description: "What the product does; GET /operations says what unlocks each." });

/** A page of a list. */
export const pageOf = <S extends z.ZodType>(shape: S) =>
  z.strictObject({
    data: z.array(shape).max(1000),
    next_cursor: z
      .string()
      .max(2000)
      .nullable()
      .meta({ description: "Give it as cursor to get the next page; null on the last." }),
  });

/** A time as the API writes it. */
export const at = (moment: Date | string): string => new Date(moment).toISOString();

export const atOrNull = (moment: Date | string | null): string | null => (moment === null ? null : at(moment));
