import NextAuth, { customFetch } from "next-auth";
import Google from "next-auth/providers/google";
import { inMinutes, readCookie, writeCookie } from "@/lib/auth/cookies";
import { assertSigned } from "@/lib/auth/id-token";
import { requestOrigin } from "@/lib/auth/origin";
import { openSession } from "@/lib/auth/session";
import { env, secretFor } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { type PendingLogin, signInByLogin } from "@/lib/sign-in/commands/sign-in-by-login";
import { toNextPath } from "@/lib/next-path";
import { seal, unseal } from "@/lib/seal";

/** Where next-auth leads after a refusal of its own. */
const FAILED_PAGE = "/sign-in/error";

/** Minutes to come back from the issuer, and to confirm a new login. */
const PATIENCE_MINUTES = 10;

export const hasGoogle = () => Boolean(env().GOOGLE_CLIENT_ID);

/**
 * next-auth speaks OpenID Connect for us and nothing else: its one callback decides who it is and where they go, so it
 * neither makes users nor keeps sessions.
 */
const { handlers, signIn } = NextAuth(() => {
  const { APERTURE_URL, GOOGLE_ISSUER: issuer, GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env();
  process.env.AUTH_URL = APERTURE_URL; // its only way to learn its address from anything but the Host header
  return {
    secret: secretFor("openid connect").toString("base64url"),
    trustHost: true,
    providers: [
      Google({ issuer, clientId, clientSecret, checks: ["pkce", "state", "nonce"], [customFetch]: fetchInTime }),
    ],
    pages: { signIn: FAILED_PAGE, error: FAILED_PAGE },
    logger: {
      error: (error) => log.warn("login.refused", { reason: error.name, detail: String(causeOf(error)) }),
      warn: (code) => log.warn("next-auth", { code }),
      debug: () => undefined,
    },
    callbacks: {
      signIn: async ({ account, profile }) => {
        await assertSigned(account?.id_token ?? "", { issuer, audience: clientId ?? "" });
        return receive(profile ?? {});
      },
    },
  };
});

const fetchInTime: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(5_000) });

const causeOf = (error: Error) => (error.cause as { err?: Error } | undefined)?.err ?? error.message;

export const googleCallback = handlers.GET;

/** The address at the issuer where signing in begins. */
export async function beginGoogleSignIn(next: string): Promise<string> {
  if (!hasGoogle()) throw notFound();
  await writeCookie("next", next, inMinutes(PATIENCE_MINUTES));
  const address: string = await signIn("google", { redirect: false, redirectTo: "/" });
  // It has logged by then why it could not ask the issuer where signing in begins.
  if (new URL(address).pathname === FAILED_PAGE)
    throw new AppError("unavailable", "Google does not answer at the moment. Try again, or sign in by a mailed link.");
  return address;
}

/** Signs in whoever the issuer says has come, or sends them to the page that asks or tells more. */
async function receive(claims: Record<string, unknown>): Promise<string> {
  const { iss, sub, email, email_verified: emailVerified, name } = claims;
  const outcome = await signInByLogin(
    { issuer: String(iss), subject: String(sub), email, emailVerified, name },
    await requestOrigin(),
  );
  if (outcome.kind === "unknown") return "/sign-in/error?error=unknown";
  if (outcome.kind === "confirm") {
    await writeCookie(
      "login",
      seal("pending login", outcome.login, PATIENCE_MINUTES * 60),
      inMinutes(PATIENCE_MINUTES),
    );
    return "/sign-in/google";
  }
  await openSession(outcome.session);
  return rememberedNext();
}

/** The login that this browser brought back from the issuer and has not confirmed yet. */
export async function pendingLogin(): Promise<PendingLogin | null> {
  const sealed = await readCookie("login");
  return sealed ? unseal<PendingLogin>("pending login", sealed) : null;
}

export const rememberedNext = async () => toNextPath(await readCookie("next"));
