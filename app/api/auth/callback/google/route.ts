import { googleCallback } from "@/lib/auth/google";

export const GET = googleCallback;
