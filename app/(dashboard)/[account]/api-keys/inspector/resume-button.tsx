"use client";

import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { resumeAndTell } from "./suspension";
import type { OpenKey } from "./open-key-facts";

export const ResumeButton = ({ account, openKey }: { account: string; openKey: OpenKey }) => (
  <Button size="sm" onClick={() => void resumeAndTell(account, openKey).then(toast)}>
    Resume
  </Button>
);
