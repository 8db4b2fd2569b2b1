"use client";

import { useEffect, useState } from "react";
import { Iris } from "@/components/ui/iris";
import { Tag } from "@/components/ui/tag";
import { cn } from "@/lib/cn";
import type { SeenUse } from "@/lib/api-keys/queries/watch-first-use";

/** Waits for the key's first request and tells of it the moment it comes. */
export function FirstRequest({ account, keyId }: { account: string; keyId: string }) {
  const [use, setUse] = useState<SeenUse>();
  useEffect(() => {
    const source = new EventSource(`/${account}/api-keys/live?key=${keyId}`);
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const seen = JSON.parse(data) as SeenUse;
      setUse(seen);
      if (seen.answered) source.close();
    });
    return () => source.close();
  }, [account, keyId]);
  const { title, detail, tag, tone } = sayOf(use);
  return (
    <div
      role="status"
      className={cn(
        "flex items-center gap-3 rounded-card border px-3.5 py-3 text-13 transition-colors duration-slow",
        {
          idle: "border-dashed border-control",
          moss: "border-moss-line bg-moss-wash",
          amber: "border-amber-line bg-amber-wash",
        }[tone],
      )}
    >
      <Iris opening={use?.answered ? "admin" : "view"} className="size-5 flex-none" />
      <span className="grid min-w-0 flex-1">
        <b className="font-bold">{title}</b>
        <span className="text-12 break-words text-ink-2">{detail}</span>
      </span>
      <Tag tone={tone === "idle" ? "neutral" : tone}>{tag}</Tag>
    </div>
  );
}

function sayOf(use: SeenUse | undefined) {
  if (!use)
    return {
      title: "Waiting for the first request",
      detail: "Run the command above. This turns green when the key works.",
      tag: "Listening",
      tone: "idle",
    } as const;
  const request = `${use.path ?? "A request"}${use.ip ? ` from ${use.ip}` : ""}`;
  return use.answered
    ? ({ title: "The key works", detail: request, tag: "First request", tone: "moss" } as const)
    : ({
        title: "A request was refused",
        detail: `${request}. The answer says why; this goes on listening.`,
        tag: "Listening",
        tone: "amber",
      } as const);
}
