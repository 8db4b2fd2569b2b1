import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { TypeDescription } from "@/lib/sources/origins/registry";
import type { Tested } from "@/lib/sources/queries/test-connection";
import { slugOf } from "@/lib/sources/rules/slug";
import { LogLines } from "../form/log-lines";
import { OriginFields } from "../form/origin-fields";
import type { FieldErrors, SourceDraft } from "../form/source-draft";

export const linesOf = (tested: readonly Tested[]) =>
  tested.map(({ part, passed, says }) => ({
    outcome: passed ? ("passed" as const) : ("failed" as const),
    says: `${part}: ${says}`,
  }));

export function OriginStep({
  type,
  draft,
  errors,
  sample,
  tested,
  onChange,
  onSample,
  onContinue,
}: {
  type: TypeDescription;
  draft: SourceDraft;
  errors: FieldErrors;
  /** The path of an image to try. */
  sample: string;
  tested: readonly Tested[] | null;
  onChange: (changes: Partial<SourceDraft>) => void;
  onSample: (path: string) => void;
  /** Although the test has failed. */
  onContinue: () => void;
}) {
  const report = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tested) report.current?.scrollIntoView({ block: "nearest" });
  }, [tested]);
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label="Name"
          data-autofocus
          autoComplete="off"
          value={draft.name}
          error={errors.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <TextField
          label="Address"
          hint="Stands in every image's address: /i/… Left empty, it is the first free one of the name's."
          autoComplete="off"
          spellCheck={false}
          placeholder={draft.name.trim() ? slugOf(draft.name) : "press-images"}
          value={draft.slug}
          error={errors.slug}
          onChange={(event) => onChange({ slug: event.target.value })}
        />
      </div>
      <OriginFields fields={type.fields} draft={draft} errors={errors} onChange={onChange} />
      <TextField
        label={type.takesAddresses ? "Address of an image to try (optional)" : "Path of an image to try (optional)"}
        hint="With one, the test goes the whole way to an image."
        placeholder={type.takesAddresses ? "https://images.example.com/hero.jpg" : "2027/hero.jpg"}
        spellCheck={false}
        value={sample}
        error={errors.sample}
        onChange={(event) => onSample(event.target.value)}
      />
      {tested && (
        <div ref={report} className="grid gap-3">
          <LogLines label="Connection test" lines={linesOf(tested)} />
          {tested.some(({ passed }) => !passed) && (
            <Button className="w-fit" onClick={onContinue}>
              Continue all the same
            </Button>
          )}
        </div>
      )}
    </>
  );
}
