import * as z from "zod/mini";
import { closed, idOf, line } from "@/lib/input";
import { fieldName, SOURCE_TYPES, sourceConfig } from "@/lib/sources/rules/config";

export const sourceId = idOf("src", "source");

const sourceType = z.enum(SOURCE_TYPES, `One of these is expected: ${SOURCE_TYPES.join(", ")}.`);

const name = line("The name", 60).check(z.minLength(1, "A source needs a name."));

/** A label of a host name, so that a source can also answer under `{slug}.` before the server's name. */
const slug = line("The address", 63).check(
  z.regex(/^[a-z0-9](-?[a-z0-9])*$/, "Write it in small letters, digits and single hyphens, as press-images."),
);

/** Credentials by the names of the type's fields. They come in and never go out again. */
const secrets = z.record(fieldName, line("A credential", 1000));

/** The path of an image to try, as it stands in an address after the source. */
const sample = line("A path", 2000).check(z.overwrite((text) => text.replace(/^\/+/, "")));

export const sourceInput = closed({ sourceId });

export const createSourceInput = closed({
  name,
  /** Made from the name where it is left out. */
  slug: z.optional(slug),
  type: sourceType,
  config: z._default(sourceConfig, sourceConfig.parse({})),
  secrets: z._default(secrets, {}),
});
export type CreateSource = z.output<typeof createSourceInput>;

/** What is left out stays. Name and address change at once; everything else waits in a draft for the next deployment. */
export const editSourceInput = closed({
  sourceId,
  name: z.optional(name),
  slug: z.optional(slug),
  config: z.optional(sourceConfig),
  secrets: z.optional(secrets),
});
export type EditSource = z.output<typeof editSourceInput>;

export const rollBackInput = closed({
  sourceId,
  number: z.number("The number of a deployment is expected.").check(z.int("The number of a deployment is expected.")),
});
export type RollBack = z.output<typeof rollBackInput>;

export const deleteSourceInput = closed({
  sourceId,
  /** The source's name, needed where it delivered anything within 24 hours. */
  name: z.optional(line("The name", 60)),
});
export type DeleteSource = z.output<typeof deleteSourceInput>;

export const tryOriginInput = closed({
  /** A source whose credentials are used where none are given. */
  sourceId: z.optional(sourceId),
  type: sourceType,
  config: z._default(sourceConfig, sourceConfig.parse({})),
  secrets: z._default(secrets, {}),
  sample: z.optional(sample),
});
export type TryOrigin = z.output<typeof tryOriginInput>;

export const proveDomainInput = closed({ sourceId, domain: line("A domain", 253) });
export type ProveDomain = z.output<typeof proveDomainInput>;

export const signAddressInput = closed({
  sourceId,
  path: sample.check(z.minLength(1, "Which image?")),
  /** Parameters as they stand after the question mark. */
  query: z._default(line("Parameters", 1000).check(z.regex(/^[\x21-\x7e]*$/, "Write them as w=400&fit=crop.")), ""),
});
export type SignAddress = z.output<typeof signAddressInput>;
