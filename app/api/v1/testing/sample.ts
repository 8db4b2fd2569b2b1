import { randomBytes } from "node:crypto";
import type { Studio } from "@/lib/testing/studio";

/** A request that whoever may succeeds with. */
type Sample = { path: string; body?: unknown; headers?: Record<string, string> };

/** By door; each makes what it is about anew. */
export type Samples = Record<string, (studio: Studio) => Promise<Sample>>;

export const unique = () => randomBytes(6).toString("hex");
