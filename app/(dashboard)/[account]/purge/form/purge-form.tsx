"use client";

import { type FormEvent, useMemo, useRef, useState, useTransition } from "react";
import { useAddress } from "@/components/data-table/use-address";
import { confirm } from "@/components/overlay/confirm";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Textarea, TextField } from "@/components/ui/field";
import { Meter } from "@/components/ui/meter";
import { SelectField } from "@/components/ui/select";
import { formatCount, formatNumber } from "@/lib/format";
import { sortLines } from "@/lib/purge/rules/lines";
import type { Quota } from "@/lib/purge/rules/quota";
import type { Site } from "@/lib/purge/rules/read-line";
import { useOnce } from "../../use-once";
import { purgeCachesAction } from "../actions";
import { AddMedia } from "./add-media";
import { AddPrefix } from "./add-prefix";
import { SortedList } from "./sorted-list";
import { usePreview } from "./use-preview";

type Props = { account: string; site: Site; quota: Quota; findsMedia: boolean; begin: string };

/** The box into which addresses are pasted; each line is judged while it is typed. */
export function PurgeForm({ account, site, quota, findsMedia, begin }: Props) {
  const address = useAddress();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(begin);
  const [sourceId, setSourceId] = useState(site.sources.length === 1 ? (site.sources[0]?.id ?? "") : "");
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const purgeCaches = useOnce(purgeCachesAction);
  const [pending, startTransition] = useTransition();
  const chosen = sourceId || null;
  const lines = useMemo(() => sortLines(text, site, chosen), [text, site, chosen]);
  const ready = lines.flatMap((line) => (line.verdict === "ready" ? [line] : []));
  const whole = ready.flatMap(({ scope }) => (scope.kind === "source" ? [nameOf(site, scope.sourceId)] : []));
  const { preview, problem } = usePreview(
    account,
    ready.map((line) => line.text),
    chosen,
  );

  const add = (line: string) => setText((before) => (before.trim() === "" ? line : `${before.trimEnd()}\n${line}`));
  const purge = async (): Promise<string | undefined> => {
    const result = await purgeCaches(account, {
      lines: ready.map((line) => line.text),
      sourceId: chosen,
      reason,
    });
    setRefusal(result.ok ? undefined : result.message);
    if (!result.ok) return result.message;
    setText("");
    setReason("");
    // The panel that opens takes the focus where nothing else has it.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    address.change({ purge: result.data.id, lines: null });
    return undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready.length === 0 || pending) return;
    const [name] = whole;
    if (name === undefined)
      return startTransition(async () => {
        await purge();
      });
    confirm({
      title: `Purge everything of ${name}?`,
      body: `${formatCount(preview?.matched ?? 0, { one: "cached result goes", other: "cached results go" })}. Every image of it is made anew when it is next asked for, which takes time and asks its origin.`,
      action: "Purge everything",
      typed: name,
      run: purge,
    });
  };
  useShortcut({
    keys: "mod+enter",
    label: "Purge these lines",
    whileTyping: true,
    run: () => form.current?.requestSubmit(),
  });

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Card
        footer={
          <>
            <QuotaMeter quota={quota} />
            <Button type="submit" look="primary" keys="mod+enter" disabled={ready.length === 0} pending={pending}>
              Purge {ready.length > 0 && formatCount(ready.length, { one: "line", other: "lines" })}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <Textarea
            label="Addresses, one a line"
            hint="An address goes with all its sizes and formats. A * at the end: all that begins so. tag:launch: all with this tag."
            rows={8}
            spellCheck={false}
            autoComplete="off"
            placeholder={`https://${site.host}/i/${site.sources[0]?.slug ?? "library"}/press/hero.jpg`}
            className="[&_textarea]:font-mono [&_textarea]:text-12"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="flex flex-wrap items-center gap-2">
            <span className="label-text">Add</span>
            <AddPrefix sources={site.sources} onAdd={add} />
            {findsMedia && <AddMedia account={account} onAdd={add} />}
          </div>
          {lines.length > 0 && <SortedList lines={lines} preview={preview} />}
          {(problem ?? refusal) && (
            <Callout tone="crimson" role="alert">
              {problem ?? refusal}
            </Callout>
          )}
          <div className="grid gap-4 md:grid-cols-2">
            <SelectField
              label="Paths without a host lie in"
              value={sourceId}
              options={[
                { value: "", label: "No source" },
                ...site.sources.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(event) => setSourceId(event.target.value)}
            />
            <TextField
              label="Reason"
              placeholder="New retouch"
              autoComplete="off"
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        </div>
      </Card>
    </form>
  );
}

const nameOf = ({ sources }: Site, id: string) => sources.find((source) => source.id === id)?.name ?? "";

function QuotaMeter({ quota: { used, limit } }: { quota: Quota }) {
  const label = `${formatNumber(used, "en")} of ${formatNumber(limit, "en")} lines today`;
  return (
    <span className="mr-auto grid w-44 min-w-0 gap-1 text-12 text-ink-2">
      {label}
      <Meter label={label} value={used} max={limit} />
    </span>
  );
}
