"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { TypeDescription } from "@/lib/sources/origins/registry";
import type { Tested } from "@/lib/sources/queries/test-connection";
import { answered } from "../../answered";
import { useOnce } from "../../use-once";
import { createSourceAction, testConnectionAction } from "../actions";
import { sourceHref } from "../addresses";
import { configOf, EMPTY_DRAFT, errorsOf, type FieldErrors, secretsOf, type SourceDraft } from "../form/source-draft";
import { DeliveryStep } from "./delivery-step";
import { OriginStep } from "./origin-step";
import { TypeStep } from "./type-step";

type Props = { account: string; types: readonly TypeDescription[] };

const TITLES = ["Where are the images?", "How are they reached?", "How are they delivered?"];

/** Three steps: the type, the origin with a test of the whole way to it, and delivery. */
export default function CreateSourceDialog({ account, types, isOpen, onOpenChange }: OverlayProps & Props) {
  const router = useRouter();
  const [step, setStep] = useState(0);
  const [type, setType] = useState(types[0]);
  const [draft, setDraft] = useState<SourceDraft>(EMPTY_DRAFT);
  const [sample, setSample] = useState("");
  const [tested, setTested] = useState<Tested[] | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [pending, setPending] = useState(false);
  const createSource = useOnce(createSourceAction);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => body.current?.querySelector<HTMLElement>("[data-autofocus], input")?.focus(), [step]);
  if (!type) return null;

  const change = (changes: Partial<SourceDraft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    if (changes.origin || changes.secrets) setTested(null);
    setErrors({});
  };
  const refused = (message: string, fields: readonly { path: string; message: string }[]) => {
    const found = errorsOf(message, fields);
    setErrors(found);
    if (
      ["name", "slug", "config.origin", "secrets"].some((place) =>
        Object.keys(found).some((key) => key.startsWith(place)),
      )
    )
      setStep(1);
  };

  const test = async () => {
    const given = {
      type: type.type,
      config: configOf(draft),
      secrets: secretsOf(draft),
      sample: sample.trim() || undefined,
    };
    const result = await answered(testConnectionAction(account, given));
    if (!result.ok) return refused(result.message, result.fields);
    setTested(result.data);
    if (result.data.every(({ passed }) => passed)) setStep(2);
  };
  const create = async () => {
    const { name, slug } = draft;
    const given = {
      type: type.type,
      name,
      slug: slug || undefined,
      config: configOf(draft),
      secrets: secretsOf(draft),
    };
    const result = await createSource(account, given);
    if (!result.ok) return refused(result.message, result.fields);
    onOpenChange(false);
    router.replace(sourceHref(account, result.data.id, "deployments") as Route, { scroll: false });
  };
  const advance = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    if (step === 0) setStep(1);
    else if (step === 1) await (draft.name.trim() ? test() : setErrors({ name: "A source needs a name." }));
    else await create();
    setPending(false);
  };
  const hasFailed = step === 1 && tested?.some(({ passed }) => !passed);

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={TITLES[step]}
      description={`Create a source, step ${step + 1} of ${TITLES.length}`}
      onSubmit={advance}
      footer={
        <>
          {step > 0 && (
            <Button look="quiet" onClick={() => setStep(step - 1)}>
              Back
            </Button>
          )}
          <Button look="quiet" className="ml-auto" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" look="primary" keys="mod+enter" pending={pending}>
            {step === 0
              ? "Continue"
              : step === 1
                ? hasFailed
                  ? "Test again"
                  : "Test the connection"
                : "Create and deploy"}
          </Button>
        </>
      }
    >
      {errors.form && (
        <Callout tone="crimson" role="alert">
          {errors.form}
        </Callout>
      )}
      <div ref={body} className="contents">
        {step === 0 && <TypeStep types={types} chosen={type} onChoose={setType} />}
        {step === 1 && (
          <OriginStep
            type={type}
            draft={draft}
            errors={errors}
            sample={sample}
            tested={tested}
            onChange={change}
            onSample={setSample}
            onContinue={() => setStep(2)}
          />
        )}
        {step === 2 && <DeliveryStep type={type} draft={draft} errors={errors} tested={tested} onChange={change} />}
      </div>
    </Dialog>
  );
}
