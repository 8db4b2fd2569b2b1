"use client";

import { Pencil, Webhook } from "lucide-react";
import { confirm } from "@/components/overlay/confirm";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import type { KnownHook } from "@/lib/purge/queries/hook";
import { HOOK_TEMPLATES } from "@/lib/purge/rules/hook";
import { answered } from "../../answered";
import { removeHookAction } from "../actions";

type Props = { account: string; hook: KnownHook | null };

const Trigger = lazyOverlay<Props>(() => import("./hook-dialog"), "dialog");

/** The call by which the CDN in front is told of each purge. */
export function HookCard({ account, hook }: Props) {
  const remove = () =>
    confirm({
      title: "Stop telling the CDN?",
      body: "Purges are no longer forwarded, and the credentials are forgotten. What the CDN still holds stays there until it expires.",
      action: "Stop forwarding",
      run: async () => {
        const result = await answered(removeHookAction(account, {}));
        return result.ok ? undefined : result.message;
      },
    });
  if (!hook)
    return (
      <Card title="CDN in front">
        <p className="mb-3 text-13 text-ink-2">
          If a CDN stands before this server, it can be told of each purge by one HTTP call.
        </p>
        <Trigger icon={<Webhook aria-hidden />} overlay={{ account, hook }}>
          Set up forwarding
        </Trigger>
      </Card>
    );
  return (
    <Card title="CDN in front" note="Told of each purge; while it is down, purges wait for nobody">
      <DefinitionList
        items={[
          { term: "By", value: HOOK_TEMPLATES[hook.template].label },
          { term: "Call", value: <span className="data-text break-all">{`${hook.method} ${hook.url}`}</span> },
          { term: "Headers", value: hook.headerNames.join(", ") || "None" },
        ]}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Trigger size="sm" icon={<Pencil aria-hidden />} overlay={{ account, hook }}>
          Edit forwarding
        </Trigger>
        <Button size="sm" look="quiet" onClick={remove}>
          Stop forwarding
        </Button>
      </div>
    </Card>
  );
}
