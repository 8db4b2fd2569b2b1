import { headers } from "next/headers";
import type { SearchParams } from "@/lib/http/read-search";

/** The parameters of the address that was asked for, for layouts: those are not given them. */
export async function readAddress(): Promise<SearchParams> {
  const path = (await headers()).get("x-path") ?? "/";
  return Object.fromEntries(new URL(path, "http://localhost").searchParams);
}
