"use client";

import { Plus, X } from "lucide-react";
import { useState, useTransition } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { toast } from "@/components/overlay/toast";
import { Button, IconButton } from "@/components/ui/button";
import { Textarea, TextField } from "@/components/ui/field";
import { Segment } from "@/components/ui/segment";
import type { KnownHook } from "@/lib/purge/queries/hook";
import { HOOK_TEMPLATES, type HookTemplate, whyNotHook } from "@/lib/purge/rules/hook";
import { answered } from "../../answered";
import { editHookAction } from "../actions";

/** `value` is null while the one that is kept is not replaced. */
type Header = { name: string; value: string | null };
type Draft = { template: HookTemplate; method: string; url: string; headers: Header[]; body: string };

const fromTemplate = (template: HookTemplate): Draft => {
  const { method, url, headers, body } = HOOK_TEMPLATES[template];
  return { template, method, url, headers: headers.map((header) => ({ ...header })), body };
};

const fromHook = ({ template, method, url, headerNames, body }: KnownHook): Draft => ({
  template,
  method,
  url,
  headers: headerNames.map((name) => ({ name, value: null })),
  body,
});

const TEMPLATES = Object.entries(HOOK_TEMPLATES).map(([value, { label }]) => ({ value: value as HookTemplate, label }));

export default function HookDialog({
  account,
  hook,
  isOpen,
  onOpenChange,
}: OverlayProps & { account: string; hook: KnownHook | null }) {
  const [draft, setDraft] = useState(() => (hook ? fromHook(hook) : fromTemplate("cloudflare")));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [pending, startTransition] = useTransition();
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
  };
  const changeHeader = (index: number, part: Partial<Header>) =>
    change({ headers: draft.headers.map((header, n) => (n === index ? { ...header, ...part } : header)) });

  const whyNot = whyNotHook(draft);
  const save = () => {
    if (whyNot !== null) return;
    startTransition(async () => {
      const result = await answered(editHookAction(account, draft));
      if (!result.ok) {
        const told = result.fields.map(({ path, message }) => [path, message]);
        return setErrors(
          Object.fromEntries(told.length > 0 ? told : [["all", result.message]]) as Record<string, string>,
        );
      }
      toast({ message: "Purges are forwarded from now on" });
      onOpenChange(false);
    });
  };

  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Forward purges to the CDN"
      description="{{keys}} becomes a list of the keys that answers carry in Surrogate-Key and Cache-Tag, {{prefixes}} one of host and path, {{urls}} one of addresses without parameters. {{key}} and {{url}} become one of them, with a call for each; {{id}} the call's own id."
      onSubmit={save}
      submit="Save forwarding"
      pending={pending}
      refusal={errors.all}
    >
      <Segment
        label="CDN"
        options={TEMPLATES}
        value={draft.template}
        onChange={(template) => change(fromTemplate(template))}
      />
      <div className="grid gap-4 md:grid-cols-[110px_minmax(0,1fr)]">
        <TextField
          label="Method"
          autoComplete="off"
          value={draft.method}
          error={errors.method}
          onChange={(event) => change({ method: event.target.value })}
        />
        <TextField
          label="Address"
          autoComplete="off"
          spellCheck={false}
          value={draft.url}
          error={errors.url}
          onChange={(event) => change({ url: event.target.value })}
        />
      </div>
      <fieldset className="grid gap-2">
        <legend className="label-text mb-1.5">Headers</legend>
        {draft.headers.map((header, index) => (
          <div key={index} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-start gap-2">
            <TextField
              label={`Name of header ${index + 1}`}
              labelHidden
              placeholder="Name"
              autoComplete="off"
              value={header.name}
              error={errors[`headers.${index}.name`]}
              onChange={(event) => changeHeader(index, { name: event.target.value })}
            />
            <TextField
              label={`Value of header ${index + 1}`}
              labelHidden
              type="password"
              autoComplete="new-password"
              placeholder={header.value === null ? "Kept; write to replace it" : "Value"}
              value={header.value ?? ""}
              error={errors[`headers.${index}.value`]}
              onChange={(event) => changeHeader(index, { value: event.target.value })}
            />
            <IconButton
              label={`Remove header ${index + 1}`}
              icon={<X aria-hidden />}
              onClick={() => change({ headers: draft.headers.filter((_header, n) => n !== index) })}
            />
          </div>
        ))}
        <Button
          size="sm"
          className="justify-self-start"
          icon={<Plus aria-hidden />}
          onClick={() => change({ headers: [...draft.headers, { name: "", value: "" }] })}
        >
          Add header
        </Button>
        <p className="text-12 text-ink-3">Values are kept sealed and shown to nobody again.</p>
      </fieldset>
      <Textarea
        label="Body"
        rows={3}
        spellCheck={false}
        autoComplete="off"
        className="[&_textarea]:font-mono [&_textarea]:text-12"
        value={draft.body}
        error={errors.body ?? whyNot ?? undefined}
        onChange={(event) => change({ body: event.target.value })}
      />
    </FormDialog>
  );
}
