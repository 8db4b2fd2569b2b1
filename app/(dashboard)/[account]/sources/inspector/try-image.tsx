"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyableId } from "@/components/ui/copy-button";
import { TextField } from "@/components/ui/field";
import { answered } from "../../answered";
import { signAddressAction } from "../actions";

/** Asks for one image as anyone would, and shows what comes. */
export function TryImage({ account, sourceId, isAddress }: { account: string; sourceId: string; isAddress: boolean }) {
  const [path, setPath] = useState("");
  const [query, setQuery] = useState("w=600");
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  const show = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const result = await answered(signAddressAction(account, { sourceId, path, query }));
    setPending(false);
    setProblem(result.ok ? null : result.message);
    setAddress(result.ok ? result.data.address : null);
  };

  return (
    <form className="grid gap-3" onSubmit={show} noValidate aria-label="Try an image">
      <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_160px]">
        <TextField
          label={isAddress ? "Try an image: its address" : "Try an image: its path"}
          placeholder={isAddress ? "https://images.example.com/hero.jpg" : "press/hero.jpg"}
          spellCheck={false}
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <TextField
          label="Parameters"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <Button type="submit" className="w-fit" pending={pending} disabled={!path.trim()}>
        Show the image
      </Button>
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
      {address && (
        <>
          <img
            key={address}
            src={new URL(address).pathname + new URL(address).search}
            alt={`${path} as it is delivered`}
            className="max-h-80 max-w-full rounded-card border border-line bg-surface-2 object-contain"
            onError={() => setProblem("There is no image at this address, or its origin does not answer.")}
          />
          <CopyableId value={address} label="Copy the address" />
        </>
      )}
    </form>
  );
}
