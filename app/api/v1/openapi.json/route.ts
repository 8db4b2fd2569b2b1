import { ROUTES } from "@/app/api/v1/routes";
import { openApiOf } from "@/lib/http/openapi";

/** The description is public: it names no account and nobody in it. */
export const GET = () => Response.json(openApiOf(ROUTES), { headers: { "Cache-Control": "public, max-age=300" } });
