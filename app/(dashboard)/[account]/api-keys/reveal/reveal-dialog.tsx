"use client";

import { Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import { useShortcuts } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import { curlOf, envLine, samplesFor } from "../form/samples";
import { FirstRequest } from "./first-request";
import type { NewKey } from "./reveal";

/** The secret, once. Whoever closes it has said that they stored it, and leaving the page asks as well. */
export default function RevealDialog({
  account,
  url,
  newKey: { id, name, secret, expiresAt },
  onClose,
}: {
  account: string;
  url: string;
  newKey: NewKey;
  onClose: () => void;
}) {
  const [stored, setStored] = useState(false);
  const [warned, setWarned] = useState(false);
  const copy = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (stored) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [stored]);

  const close = () => {
    if (stored) return onClose();
    setWarned(true);
    box.current?.querySelector("input")?.focus();
  };
  useShortcuts([
    {
      keys: "c",
      label: "Copy the key",
      overDialogs: true,
      run: () => copy.current?.querySelector("button")?.click(),
    },
    { keys: "escape", label: "Close", overDialogs: true, whileTyping: true, priority: 5, run: close },
  ]);

  return (
    <Dialog
      isOpen
      locked
      onOpenChange={close}
      size="md"
      title="Copy your key now"
      description="This is the only time it is shown. If it gets lost, rotate the key to get a new one."
      footer={
        <>
          <div ref={box} className="mr-auto">
            <CheckboxField
              label="I've stored this key somewhere safe"
              checked={stored}
              onChange={(event) => setStored(event.target.checked)}
            />
            {warned && !stored && (
              <p role="alert" className="text-12 text-crimson-ink">
                Store it first and tick this: after closing, nobody can show it again.
              </p>
            )}
          </div>
          <Button look="primary" onClick={close}>
            Done
          </Button>
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-3 rounded-card border border-petrol bg-petrol-wash py-3 pr-3 pl-4">
        <Secret secret={secret} />
        <span ref={copy} className="ml-auto">
          <CopyButton look="primary" value={secret} label="Copy" keys="c" data-autofocus />
        </span>
      </div>
      <div className="-mt-1 flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          icon={<Download aria-hidden />}
          onClick={() => saveFile(`${name}.env`, `${envLine(secret)}\n`)}
        >
          Download .env
        </Button>
        <CopyButton size="sm" value={envLine(secret)} label="Copy .env line" />
        <CopyButton size="sm" value={curlOf(url, secret)} label="Copy as cURL" />
        <span className="ml-auto text-12 text-ink-3">
          Ends in <code className="data-text">{secret.slice(-4)}</code>
          {expiresAt && (
            <>
              , expires <Time value={expiresAt} as="date" />
            </>
          )}
        </span>
      </div>
      <CodeBlock samples={samplesFor(url, secret)} highlight={secret} />
      <FirstRequest account={account} keyId={id} />
    </Dialog>
  );
}

const PREFIX = /^[a-z]+_/;

/** Its beginning and its end stand out: by them it is recognised later. */
function Secret({ secret }: { secret: string }) {
  const start = PREFIX.exec(secret)?.[0].length ?? 0;
  return (
    <code className="data-text min-w-0 flex-1 basis-64 text-16 break-all">
      <span className="text-petrol-ink">{secret.slice(0, start)}</span>
      {secret.slice(start, -4)}
      <span className="text-petrol-ink">{secret.slice(-4)}</span>
    </code>
  );
}

function saveFile(name: string, text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
