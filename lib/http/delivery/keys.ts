import type { ServerResponse } from "node:http";
import type { Ingredient } from "@/lib/delivery/rules/scope";
import { surrogateKeys } from "@/lib/delivery/rules/surrogate-keys";

/**
 * Lets an answer carry the keys by which a CDN in front is told to forget it.
 * @returns whether that, or any other shared cache, may keep the answer
 */
export function carryKeys(response: ServerResponse, accountId: string, ingredients: readonly Ingredient[]): boolean {
  const keys = surrogateKeys(accountId, ingredients);
  if (!keys) return false;
  response.setHeader("Surrogate-Key", keys.join(" "));
  response.setHeader("Cache-Tag", keys.join(","));
  return true;
}
