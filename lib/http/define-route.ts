import type * as z from "zod";
import type { KeyActor, Origin } from "@/lib/actor";
import { countUse } from "@/lib/api-keys/commands/count-use";
import { bearerOf, findKeyActor } from "@/lib/auth/key-actor";
import { originFrom } from "@/lib/auth/origin";
import { AppError, type ErrorCode } from "@/lib/errors";
import { type Answer, once } from "@/lib/http/idempotency";
import { problemResponse } from "@/lib/http/problem";
import { addressOf, type Allowance, LIMITS, rateLimitHeaders, take } from "@/lib/http/rate-limit";
import { recordRefusal } from "@/lib/http/record-refusal";
import { toRefusal } from "@/lib/http/refusal";
import { readInput, type RouteContext, type RouteInput } from "@/lib/http/route-input";
import type { RouteSpec } from "@/lib/http/route-spec";
import { isWriting } from "@/lib/http/routes";
import { canEver, refusal } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";

type Schema = z.core.$ZodType;

type InputOf<P extends Schema, Q extends Schema, B extends Schema> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
};

/** A file or a stream answers for itself; everything else is the JSON that the spec describes. */
type Result<A extends Schema> = Promise<z.input<A> | Response>;

export type Route = ((request: Request, context: RouteContext) => Promise<Response>) & { spec: RouteSpec };

/** A door of the API for whoever holds a key: says who asks, reads what was sent, and answers in one language. */
export function defineRoute<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  spec: RouteSpec<P, Q, B, A>,
  handle: (actor: KeyActor, input: InputOf<P, Q, B>, request: Request) => Result<A>,
): Route {
  return route(spec, async (exchange, context) => {
    const actor = await admit(exchange, spec);
    const input = await readInput(spec, exchange.request, context);
    const work = () => handle(actor, input as InputOf<P, Q, B>, exchange.request);
    return writesOnce(spec, exchange.request)
      ? answerOnce(exchange, spec, actor, input, work)
      : respond(exchange, spec, await work());
  });
}

/** A door of the API that asks for no key. */
export function definePublicRoute<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  spec: RouteSpec<P, Q, B, A> & { operations: "public" },
  handle: (origin: Origin, input: InputOf<P, Q, B>) => Result<A>,
): Route {
  return route(spec, async (exchange, context) => {
    const input = await readInput(spec, exchange.request, context);
    return respond(exchange, spec, await handle(exchange.origin, input as InputOf<P, Q, B>));
  });
}

/** One request on its way to an answer, and what has become known of it so far. */
type Exchange = { request: Request; origin: Origin; allowances: Allowance[]; actor?: KeyActor };

function route(spec: RouteSpec, work: (exchange: Exchange, context: RouteContext) => Promise<Response>): Route {
  const door = async (request: Request, context: RouteContext): Promise<Response> => {
    const exchange: Exchange = { request, origin: originFrom(request.headers), allowances: [] };
    try {
      exchange.allowances.push(take("address", addressOf(exchange.origin.ip)));
      const response = await work(exchange, context);
      count(exchange, spec, false);
      return response;
    } catch (error) {
      return refuse(exchange, spec, error);
    }
  };
  return Object.assign(door, { spec });
}

async function refuse(exchange: Exchange, spec: RouteSpec, error: unknown): Promise<Response> {
  const { requestId } = exchange.origin;
  const refused = toRefusal(error, requestId);
  if (exchange.actor && refused) await recordRefusal(exchange.actor, refused, pathOf(exchange.request));
  count(exchange, spec, refused !== null && REFUSALS.has(refused.code));
  return problemResponse(refused, requestId, headersOf(exchange));
}

/** Answers that say who asks may not; whoever sends nonsense has used the door all the same. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set(["unauthenticated", "forbidden", "too_many"]);

/** The key that asks, once it is known to work, within its limits, and able to do such a thing at all. */
async function admit(exchange: Exchange, spec: RouteSpec): Promise<KeyActor> {
  const { actor, refused } = await findKeyActor(exchange.request);
  if (!actor) {
    exchange.allowances.push(take("failures", addressOf(exchange.origin.ip)));
    throw refused;
  }
  exchange.actor = actor;
  exchange.allowances.push(take("account", actor.account.id));
  exchange.allowances.push(take("key", actor.key.id, actor.key.rateLimit ?? LIMITS.key));
  if (refused) throw refused;
  const opening = operationsOf(spec);
  const [first] = opening;
  if (first && !opening.some((operation) => canEver(actor, operation))) throw refusal(first);
  return actor;
}

const operationsOf = ({ operations }: RouteSpec): readonly OperationId[] => (operations === "public" ? [] : operations);

/** Refusals are counted apart, and so is what a key asks for beside the operations of the policy. */
function count({ request, origin, actor }: Exchange, spec: RouteSpec, refused: boolean): void {
  if (!actor) return;
  const [operation = "api.describe"] = operationsOf(spec);
  const { account, key } = actor;
  countUse({ accountId: account.id, keyId: key.id, operation, refused, ip: origin.ip, path: pathOf(request) });
}

const pathOf = ({ method, url }: Request) => `${method} ${new URL(url).pathname}`;

const headersOf = ({ origin, allowances }: Exchange): Record<string, string> => ({
  "Cache-Control": "no-store",
  "X-Request-Id": origin.requestId,
  ...rateLimitHeaders(allowances),
});

function respond(exchange: Exchange, spec: RouteSpec, result: unknown): Response {
  if (!(result instanceof Response)) return toResponse(exchange, toAnswer(spec, result));
  for (const [name, value] of Object.entries(headersOf(exchange))) result.headers.set(name, value);
  return result;
}

const toAnswer = ({ status, answer }: RouteSpec, result: unknown): Answer => ({
  status,
  body: answer ? JSON.stringify(result) : "",
});

function toResponse(exchange: Exchange, { status, body }: Answer, more: Record<string, string> = {}): Response {
  const type: Record<string, string> = body ? { "Content-Type": "application/json" } : {};
  return new Response(body || null, { status, headers: { ...headersOf(exchange), ...type, ...more } });
}

const writesOnce = ({ answersItself }: RouteSpec, { method, headers }: Request) =>
  isWriting(method) && !answersItself && headers.has("idempotency-key");

const SAYS = {
  other: "This Idempotency-Key was used for another request within the last 24 hours.",
  underWay: "A request with this Idempotency-Key is under way, or was cut short. Look before you repeat it.",
};

async function answerOnce(
  exchange: Exchange,
  spec: RouteSpec,
  actor: KeyActor,
  { text }: RouteInput,
  work: () => Promise<unknown>,
): Promise<Response> {
  const { request } = exchange;
  const idempotencyKey = request.headers.get("idempotency-key") ?? "";
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey))
    throw new AppError("malformed", "An Idempotency-Key has 1 to 255 visible ASCII characters.");
  const { pathname, search } = new URL(request.url);
  const { replayed, ...answer } = await once(
    {
      write: { accountId: actor.account.id, askerId: actor.key.id, idempotencyKey },
      request: [request.method, pathname + search, text].join("\n"),
      secret: bearerOf(request) ?? "",
      says: SAYS,
    },
    async () => toAnswer(spec, await work()),
  );
  return toResponse(exchange, answer, replayed ? { "Idempotency-Replayed": "true" } : {});
}
