import { hkdfSync } from "node:crypto";
import { isIP } from "node:net";
import { z } from "zod";
import { canonicalRange } from "@/lib/networks";

/** A setting holds a value that the application cannot start with; the message is one sentence that names it. */
export class EnvError extends Error {}

const url = (protocols: string[], example: string) =>
  z.string().refine((text) => protocols.includes(protocolOf(text)), {
    error: `must be an address like ${example}`,
    abort: true,
  });

const schema = z.object({
  PORT: z.coerce.number("must be a port number").int("must be a port number").min(0).max(65_535).default(3000),
  APERTURE_URL: url(["http:", "https:"], "https://aperture.example.com")
    .refine((text) => new URL(text).pathname === "/", "must end after the host: the application lives at its root")
    .transform((text) => new URL(text).origin)
    .optional(),
  APERTURE_PROXIES: z.coerce.number("must be a number").int("must be a whole number").min(0).max(10).default(0),
  APERTURE_DATA: z.string().default(".data"),
  APERTURE_CACHE: z.string().optional(),
  APERTURE_CACHE_MB: z.coerce
    .number("must be a number of megabytes")
    .int("must be a whole number of megabytes")
    .min(16, "must be 16 megabytes at least")
    .default(2048),
  APERTURE_RENDERERS: z.coerce
    .number("must be a number of processes")
    .int("must be a whole number of processes")
    .min(1, "must be 1 at least")
    .max(64, "must be 64 at most")
    .optional(),
  APERTURE_DEMO: z.enum(["1"], "is set by `npm run demo` alone").optional(),
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/database"),
  MEDIA_STORAGE_URL: url(["http:", "https:", "s3:"], "https://key:secret@host/bucket").optional(),
  SOURCE_NETWORKS: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((part) => part.trim() !== ""))
    .refine(
      (ranges) => ranges.every((range) => canonicalRange(range)),
      "must be ranges like 10.20.0.0/16, with commas",
    ),
  DNS_SERVERS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((servers) => servers.every(isServer), "must be addresses like 10.20.0.53 or 127.0.0.1:5353, with commas"),
  AUTH_SECRET: z.string().superRefine((secret, context) => {
    const weakness = weaknessOf(secret);
    if (weakness) context.addIssue({ code: "custom", message: weakness });
  }),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_ISSUER: url(["http:", "https:"], "https://accounts.google.com").default("https://accounts.google.com"),
  SMTP_URL: url(["smtp:", "smtps:"], "smtp://user:password@host:587").optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, "must be an address like Aperture <aperture@example.com>")
    .optional(),
  BILLING_SELLER: z.string().optional(),
  BILLING_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be two letters like DE")
    .optional(),
  BILLING_TAX_ID: z.string().optional(),
  BILLING_BANK: z.string().optional(),
  STRIPE_SECRET_KEY: z.string().startsWith("sk_", "must begin with sk_").optional(),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith("whsec_", "must begin with whsec_").optional(),
  STRIPE_API_URL: url(["http:", "https:"], "https://api.stripe.com").default("https://api.stripe.com"),
});

export const SETTINGS = Object.keys(schema.shape);

/** Settings that mean nothing without each other. */
const PAIRS = [
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["BILLING_COUNTRY", "BILLING_TAX_ID"],
  ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
] as const;

type Env = Omit<z.infer<typeof schema>, "APERTURE_URL"> & { APERTURE_URL: string };

/** Reads the settings of an environment; an empty one counts as not set. @throws EnvError */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new EnvError(sentenceOf(parsed.error, given));
  for (const [one, other] of PAIRS)
    if (Boolean(given[one]) !== Boolean(given[other]))
      throw new EnvError(`${given[one] ? other : one} is missing: ${one} and ${other} are set together.`);
  // Whoever opens the demo may act as anyone in it: no other database can be opened that way.
  if (parsed.data.APERTURE_DEMO && new URL(parsed.data.DATABASE_URL).pathname !== "/aperture_demo")
    throw new EnvError("APERTURE_DEMO is set by `npm run demo` alone.");
  return { ...parsed.data, APERTURE_URL: parsed.data.APERTURE_URL ?? `http://localhost:${parsed.data.PORT}` };
}

let current: Env | undefined;

/** The settings of this process, checked at the first use. */
export const env = (): Env => (current ??= readEnv(process.env));

/** A key for one purpose: 32 bytes that tell nothing about the keys of other purposes, nor of `AUTH_SECRET`. */
export const secretFor = (purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", `aperture ${purpose}`, 32));

function sentenceOf(error: z.ZodError, given: Record<string, string | undefined>): string {
  const [issue] = error.issues;
  const name = String(issue?.path[0]);
  return `${name} ${given[name] === undefined ? "is not set" : issue?.message}.`;
}

/** An IP address, maybe with a port: `127.0.0.1:5353`, `[::1]:5353`. */
function isServer(text: string): boolean {
  const [, bracketed, four] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+)(?::\d+)?)$/.exec(text) ?? [];
  return isIP(bracketed ?? four ?? text) !== 0;
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : "";
}

const KNOWN_DEFAULTS = /change.?me|secret.?key|your.?secret|password|example|default/i;

/** 32 random bytes in base64 have 43 characters of about 30 kinds; 16 of them in hexadecimal have 32 of about 14. */
function weaknessOf(secret: string): string | undefined {
  if (secret.length < 32) return "must have at least 32 characters";
  if (new Set(secret).size < 10 || isRepetition(secret) || KNOWN_DEFAULTS.test(secret))
    return "can be guessed: use 32 random bytes, as `openssl rand -base64 32` gives";
}

/** Whether the text is one short piece said again and again. */
function isRepetition(text: string): boolean {
  const second = (text + text).indexOf(text, 1);
  return second <= text.length / 2;
}
