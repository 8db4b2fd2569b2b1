"use client";

import { useEffect } from "react";
import { remember } from "@/components/ui/remember";
import { STRIP_COOKIE } from "./strip-cookie";

/** For the skeleton of the next visit. */
export function RememberStrip({ isShown }: { isShown: boolean }) {
  useEffect(() => {
    remember(STRIP_COOKIE, isShown ? "shown" : undefined);
  }, [isShown]);
  return null;
}
