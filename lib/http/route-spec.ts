import type * as z from "zod";
import type { OperationId } from "@/lib/permissions/operations";

type Schema = z.core.$ZodType;

/** A door of the API as data: what it takes, what it answers, what opens it. The reference is made from it. */
export type RouteSpec<
  P extends Schema = Schema,
  Q extends Schema = Schema,
  B extends Schema = Schema,
  A extends Schema = Schema,
> = {
  /** A verb and a noun, for the reference: "Rotate an API key". */
  summary: string;
  /** What somebody who calls it should know beside the fields. */
  description?: string;
  /** Any of these opens it; none: every working key does. A public door asks for no key at all. */
  operations: readonly OperationId[] | "public";
  /** What the ids in the path name, for "There is no such …". */
  noun?: string;
  params?: P;
  query?: Q;
  /** Without it, a body is not read. */
  body?: B;
  /** The body is a multipart form: a file as `file`, and the other fields as texts. */
  isForm?: true;
  status: 200 | 201 | 202 | 204;
  /** Absent where the answer has no body. */
  answer?: A;
  /** Media types besides JSON in which it answers, when the request asks for them or always. */
  files?: readonly string[];
  /** It speaks a protocol of its own, or sends bytes as they come: no answer is kept to be given again. */
  answersItself?: true;
};
