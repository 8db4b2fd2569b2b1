import type { ReactNode } from "react";
import { TextField } from "@/components/ui/field";
import { Segment } from "@/components/ui/segment";
import { SwitchField } from "@/components/ui/switch";
import { TokenField } from "@/components/ui/token-field";
import type { CacheMode } from "@/lib/sources/rules/config";
import type { FieldErrors, SourceDraft } from "./source-draft";

type Fields = { draft: SourceDraft; errors: FieldErrors; onChange: (changes: Partial<SourceDraft>) => void };

const MODES: { value: CacheMode; label: string; hint: string }[] = [
  { value: "respect", label: "Respect", hint: "As long as the origin says; this long where it says nothing." },
  { value: "minimum", label: "At least", hint: "As long as the origin says, but never shorter than this." },
  { value: "override", label: "Always", hint: "This long, whatever the origin says." },
];

/** Who may see the images: the one question of delivery that a new source must answer. */
export function AccessFields({ draft, errors, onChange, mustBeSigned }: Fields & { mustBeSigned: boolean }) {
  return (
    <Group title="Access">
      <SwitchField
        label="Signed addresses only"
        hint={
          mustBeSigned
            ? "This type fetches any address, so that every one has to be signed."
            : "An address without a valid signature is refused."
        }
        checked={mustBeSigned || draft.signedOnly}
        disabled={mustBeSigned}
        onChange={(event) => onChange({ signedOnly: event.target.checked })}
      />
      <TokenField
        label="Sites that may show the images"
        hint="Such as example.com or *.example.com. None: every site may."
        tokens={draft.referrers}
        error={errors["config.referrers"]}
        onChange={(referrers) => onChange({ referrers })}
      />
    </Group>
  );
}

export function PlaceFields({ draft, errors, onChange }: Fields) {
  return (
    <Group title="Paths and hosts">
      <TextField
        label="Base path (optional)"
        hint="Put before the path of every image, as press/2027."
        value={draft.basePath}
        error={errors["config.basePath"]}
        onChange={(event) => onChange({ basePath: event.target.value })}
      />
      <TokenField
        label="Domains of your own"
        hint="Such as images.example.com. Point them at this server; once deployed, the overview says how each is proven."
        tokens={draft.domains}
        error={errors["config.domains"]}
        onChange={(domains) => onChange({ domains })}
      />
    </Group>
  );
}

export function CacheFields({ draft, errors, onChange }: Fields) {
  return (
    <Group title="Cache time">
      <Segment
        label="How long caches keep an image"
        options={MODES}
        value={draft.mode}
        hint={MODES.find(({ value }) => value === draft.mode)?.hint}
        onChange={(mode) => onChange({ mode })}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Seconds"
          inputMode="numeric"
          value={draft.seconds}
          error={errors["config.cache.seconds"]}
          onChange={(event) => onChange({ seconds: event.target.value })}
        />
        <TextField
          label="Seconds for errors"
          inputMode="numeric"
          value={draft.errorSeconds}
          error={errors["config.cache.errorSeconds"]}
          onChange={(event) => onChange({ errorSeconds: event.target.value })}
        />
      </div>
    </Group>
  );
}

export function PictureFields({ draft, errors, onChange }: Fields) {
  return (
    <Group title="Pictures">
      <TextField
        label="Default parameters (optional)"
        hint="Every address begins with these, as auto=format&q=75. What an address says itself wins."
        spellCheck={false}
        value={draft.defaults}
        error={errors["config.defaults"]}
        onChange={(event) => onChange({ defaults: event.target.value })}
      />
      <TextField
        label="Image where none is found (optional)"
        hint="The path of an image of this source."
        value={draft.missingImage}
        error={errors["config.missingImage"]}
        onChange={(event) => onChange({ missingImage: event.target.value })}
      />
      <TextField
        label="Image where the origin fails (optional)"
        hint="The path of an image of this source."
        value={draft.errorImage}
        error={errors["config.errorImage"]}
        onChange={(event) => onChange({ errorImage: event.target.value })}
      />
    </Group>
  );
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-line pt-5 first-of-type:border-t-0 first-of-type:pt-0">
      <h3 className="text-13">{title}</h3>
      {children}
    </section>
  );
}
