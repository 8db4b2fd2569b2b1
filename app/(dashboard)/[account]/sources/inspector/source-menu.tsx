"use client";

import { Ban, CirclePlay, Eraser, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { confirm } from "@/components/overlay/confirm";
import { MenuButton, type MenuEntry } from "@/components/overlay/menu";
import { toast } from "@/components/overlay/toast";
import { formatCount } from "@/lib/format";
import type { SourceDetails } from "@/lib/sources/queries/find-source";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { deleteSourceAction, disableSourceAction, enableSourceAction } from "../actions";
import { listHref } from "../addresses";

type Named = Pick<SourceDetails, "id" | "slug" | "name" | "status" | "requests" | "can">;

export function SourceMenu({ account, source }: { account: string; source: Named }) {
  const router = useRouter();
  const { id: sourceId, slug, name, status, requests, can } = source;

  const disable = async () => {
    const result = await answered(disableSourceAction(account, { sourceId }));
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    toast({ message: `${name} answers 410 now`, undo: undoing(() => enableSourceAction(account, { sourceId })) });
  };
  const enable = async () => {
    const result = await answered(enableSourceAction(account, { sourceId }));
    toast(result.ok ? `${name} delivers again` : { tone: "crimson", message: result.message });
  };
  const erase = () =>
    confirm({
      title: `Delete ${name}`,
      body: `${lately(requests)} Its addresses answer 404 from then on and nobody gets them again. The originals stay where they are.`,
      action: "Delete source",
      typed: name,
      run: async () => {
        const result = await answered(deleteSourceAction(account, { sourceId, name }));
        if (!result.ok) return result.message;
        router.replace(listHref(account) as Route, { scroll: false });
      },
    });

  const entries: MenuEntry[][] = [
    can.purge
      ? [
          {
            id: "purge",
            label: "Purge from caches…",
            icon: <Eraser aria-hidden />,
            href: `/${account}/purge?lines=${encodeURIComponent(`/i/${slug}/*`)}`,
          },
        ]
      : [],
    can.disable
      ? [
          status === "disabled"
            ? { id: "enable", label: "Enable", icon: <CirclePlay aria-hidden />, run: () => void enable() }
            : {
                id: "disable",
                label: "Disable",
                icon: <Ban aria-hidden />,
                note: status === "deploying" ? "Wait for the deployment" : "Every address answers 410",
                disabled: status === "deploying",
                run: () => void disable(),
              },
        ]
      : [],
    can.delete
      ? [
          {
            id: "delete",
            label: "Delete source",
            icon: <Trash2 aria-hidden />,
            danger: true,
            disabled: status === "deploying",
            run: erase,
          },
        ]
      : [],
  ].filter((group) => group.length > 0);
  return entries.length > 0 && <MenuButton label={`Actions for ${name}`} groups={entries} />;
}

const lately = (requests: number) =>
  requests === 0
    ? "Nobody asked for its images within 24 hours."
    : `It answered ${formatCount(requests, { one: "request", other: "requests" })} within 24 hours.`;
