import { env } from "@/lib/env";

/** Whether this server runs the demo, where everyone may be anyone. */
export const isDemo = () => env().APERTURE_DEMO !== undefined;
