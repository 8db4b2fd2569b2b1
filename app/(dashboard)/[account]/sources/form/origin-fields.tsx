import { TextField } from "@/components/ui/field";
import { SecretField } from "@/components/ui/secret-field";
import type { TypeDescription } from "@/lib/sources/origins/registry";
import type { FieldErrors, SourceDraft } from "./source-draft";

/** Where the originals are, as the type asks for it. Credentials that are kept sealed can be replaced, and not read. */
export function OriginFields({
  fields,
  draft,
  errors,
  kept = [],
  keptFor = {},
  onChange,
}: {
  fields: TypeDescription["fields"];
  draft: SourceDraft;
  errors: FieldErrors;
  /** Names of the credentials that are there. */
  kept?: readonly string[];
  /** The values that they were entered for; with another place they are asked for again. */
  keptFor?: Record<string, string>;
  onChange: (changes: Partial<SourceDraft>) => void;
}) {
  const hasMoved = fields.some(({ name, isPlace }) => isPlace && (draft.origin[name] ?? "") !== (keptFor[name] ?? ""));
  const stays = (name: string) => kept.includes(name) && !hasMoved;
  const hintOf = (name: string, hint: string) =>
    stays(name)
      ? "Kept sealed. Type another one to replace it."
      : kept.includes(name)
        ? "What is kept is for the place before. Enter it again."
        : hint;
  return fields.map(({ name, label, hint, example, isSecret, isOptional }) =>
    isSecret ? (
      <SecretField
        key={name}
        label={label}
        hint={hintOf(name, hint)}
        placeholder={stays(name) ? "••••••••••••" : example}
        autoComplete="off"
        spellCheck={false}
        value={draft.secrets[name] ?? ""}
        error={errors[`secrets.${name}`]}
        onChange={(event) => onChange({ secrets: { ...draft.secrets, [name]: event.target.value } })}
      />
    ) : (
      <TextField
        key={name}
        label={isOptional ? `${label} (optional)` : label}
        hint={hint}
        placeholder={example}
        autoComplete="off"
        spellCheck={false}
        value={draft.origin[name] ?? ""}
        error={errors[`config.origin.${name}`]}
        onChange={(event) => onChange({ origin: { ...draft.origin, [name]: event.target.value } })}
      />
    ),
  );
}
