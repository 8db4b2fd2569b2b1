"use client";

import { useEffect } from "react";
import { STRIP_COOKIE } from "./strip-cookie";

/** For the skeleton of the next visit. */
export function RememberStrip({ isShown }: { isShown: boolean }) {
  useEffect(() => {
    document.cookie = `${STRIP_COOKIE}=${isShown ? "shown" : ""}; path=/; max-age=31536000; samesite=lax`;
  }, [isShown]);
  return null;
}
