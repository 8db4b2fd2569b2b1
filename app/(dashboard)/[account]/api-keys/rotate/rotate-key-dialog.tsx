"use client";

import { useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useEnvironment } from "@/components/ui/environment";
import { Segment } from "@/components/ui/segment";
import { Time } from "@/components/ui/time";
import { GRACE_IDS, GRACES, type Grace } from "@/lib/api-keys/rules/lifetime";
import { formatDateTime } from "@/lib/format";
import { useOnce } from "../../use-once";
import { rotateKeyAction } from "../actions";
import { reveal } from "../reveal/reveal";
import type { OpenKey } from "../inspector/open-key-facts";

const USUAL: Grace = "PT24H";

/** A new secret in the place of the old one, which goes on working for a grace. */
export default function RotateKeyDialog({
  account,
  openKey: { id, name, prefix, lastUsed, expiresAt },
  opener,
  onClose,
}: {
  account: string;
  openKey: OpenKey;
  /** What gets the focus back in the end. */
  opener: () => HTMLElement | null;
  onClose: () => void;
}) {
  const place = useEnvironment();
  const [grace, setGrace] = useState<Grace>(USUAL);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const rotateKey = useOnce(rotateKeyAction);

  const rotate = async () => {
    if (pending) return;
    setPending(true);
    const result = await rotateKey(account, { keyId: id, grace });
    setPending(false);
    if (!result.ok) return setRefusal(result.message);
    onClose();
    reveal({ ...result.data, name, opener: opener() });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`Rotate ${name}`}
      description="You get a new key that can do the same. Put it in place while the old one still works."
      onSubmit={(event) => {
        event.preventDefault();
        void rotate();
      }}
      footer={
        <>
          <Button look="quiet" className="ml-auto" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" keys="mod+enter" pending={pending} data-autofocus>
            Rotate key
          </Button>
        </>
      }
    >
      {refusal && (
        <Callout tone="crimson" role="alert">
          {refusal}
        </Callout>
      )}
      <Segment
        label="The old key stops"
        options={GRACE_IDS.map((id) => ({ value: id, label: GRACES[id].label }))}
        value={grace}
        onChange={setGrace}
        hint={sayStop(grace, expiresAt, (moment) => formatDateTime(moment, place))}
      />
      <p className="text-13 text-ink-2">
        <code className="data-text">{prefix}…</code>{" "}
        {lastUsed ? (
          <>
            was used <Time value={lastUsed.at} />
            {lastUsed.ip && ` from ${lastUsed.ip}`}.
          </>
        ) : (
          "was never used."
        )}
      </p>
    </Dialog>
  );
}

function sayStop(grace: Grace, expiresAt: string | null, inWords: (moment: number) => string): string {
  const { seconds } = GRACES[grace];
  if (seconds === 0) return "Whatever still uses it is refused from then on.";
  const end = Math.min(Date.now() + seconds * 1000, expiresAt ? Date.parse(expiresAt) : Number.POSITIVE_INFINITY);
  return `It works until ${inWords(end)} your time and not a moment longer.`;
}
