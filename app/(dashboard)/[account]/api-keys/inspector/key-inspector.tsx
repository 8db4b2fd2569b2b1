import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Inspector } from "@/components/shell/inspector";
import { Tabs } from "@/components/ui/tabs";
import { Time } from "@/components/ui/time";
import type { MemberActor } from "@/lib/actor";
import type { KeyDetails } from "@/lib/api-keys/queries/find-key";
import type { Neighbours } from "@/components/data-table/neighbours";
import { closedHref, type KeyTab, openHref } from "../addresses";
import { StatusTag } from "../status-tag";
import { EditTab } from "./edit-tab";
import { HistoryTab } from "./history-tab";
import { KeyMenu } from "./key-menu";
import { PowerTab } from "./power-tab";
import { UseTab } from "./use-tab";

/** One key beside the list, drawn by the server at an address of its own. */
export function KeyInspector({
  actor,
  apiKey: key,
  tab,
  query,
  neighbours,
}: {
  actor: MemberActor;
  apiKey: KeyDetails;
  tab: KeyTab;
  query: URLSearchParams;
  neighbours: Neighbours;
}) {
  const account = actor.account.slug;
  const path = `/${account}/api-keys`;
  const hrefOf = (of: KeyTab) => openHref(path, query, key.id, of);
  const closeHref = closedHref(path, query);
  const labels: Record<KeyTab, string> = { power: "Power", use: "Use", history: "History", edit: "Edit" };
  const shown = key.can.edit ? tab : tab === "edit" ? "power" : tab;
  const tabs = (Object.keys(labels) as KeyTab[]).filter((id) => id !== "edit" || key.can.edit);
  const { id, name, prefix, lastUsed, expiresAt, can } = key;
  const openKey = { id, name, prefix, lastUsed, expiresAt, can };
  const ways = { close: closeHref, next: neighbours.nextHref, previous: neighbours.previousHref };
  const contents: Record<KeyTab, () => ReactNode> = {
    power: () => (
      <PowerTab actor={actor} apiKey={key} openKey={openKey} hrefOf={(other) => openHref(path, query, other)} />
    ),
    use: () => <UseTab uses={key.uses} />,
    history: () => <HistoryTab history={key.history} />,
    edit: () => <EditTab actor={actor} apiKey={key} ways={ways} />,
  };
  return (
    <Inspector
      title={name}
      avatar={
        <span className="avatar-square" aria-hidden>
          <KeyRound />
        </span>
      }
      detail={
        <>
          <code className="data-text">{prefix}…</code>
          <StatusTag status={key.status} />
          {lastUsed ? (
            <span>
              used <Time value={lastUsed.at} />
            </span>
          ) : (
            "never used"
          )}
        </>
      }
      closeHref={closeHref}
      {...neighbours}
      menu={<KeyMenu account={account} openKey={openKey} editHref={hrefOf("edit")} />}
      tabs={
        <Tabs
          label={`About ${name}`}
          items={tabs.map((id) => ({ href: hrefOf(id), label: labels[id], current: id === shown }))}
        />
      }
    >
      {contents[shown]()}
    </Inspector>
  );
}
