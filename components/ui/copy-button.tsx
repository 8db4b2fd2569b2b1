"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps, IconButton } from "./button";

function useCopy(value: string) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return { copied, copy };
}

/** `label` says what is copied: "Copy key". */
export function CopyButton({
  value,
  label = "Copy",
  onCopied,
  ...rest
}: Omit<ButtonProps, "value" | "onClick" | "icon"> & { value: string; label?: string; onCopied?: () => void }) {
  const { copied, copy } = useCopy(value);
  return (
    <Button
      {...rest}
      icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={() => void copy().then(onCopied)}
    >
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </Button>
  );
}

export function CopyIconButton({ value, label = "Copy" }: { value: string; label?: string }) {
  const { copied, copy } = useCopy(value);
  return (
    <IconButton
      label={copied ? "Copied" : label}
      icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      size="sm"
      onClick={() => void copy()}
    />
  );
}

/** An identifier in data type with its copy button. */
export function CopyableId({ value, label }: { value: string; label?: string }) {
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1">
      <code className="data-text truncate">{value}</code>
      <CopyIconButton value={value} label={label} />
    </span>
  );
}
