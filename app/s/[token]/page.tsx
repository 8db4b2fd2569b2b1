import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AuthLayout } from "@/components/shell/auth-layout";
import { originFrom } from "@/lib/auth/origin";
import { AppError } from "@/lib/errors";
import { preferredLocale } from "@/lib/http/locale";
import { countView } from "@/lib/share-links/commands/count";
import { openLink } from "@/lib/share-links/queries/open-link";
import { PasscodeForm } from "./passcode-form";
import { readProof } from "./proof";
import { SharedPlace } from "./shared-place";

export const metadata: Metadata = {
  title: "Shared with you",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** What somebody without an account sees of a share link. Each request passes the gate anew. */
export default async function SharedPage(props: PageProps<"/s/[token]">) {
  const { token } = await props.params;
  const all = await headers();
  const opened = await orClosed(openLink(token, await readProof(), originFrom(all)));
  if (opened.kind === "passcode")
    return (
      <AuthLayout brand={opened.accountName} title="This needs a passcode" note="Whoever sent the link knows it.">
        <PasscodeForm token={token} />
      </AuthLayout>
    );
  const { link } = opened;
  if (link.actor.link.kind === "request") notFound();
  await orClosed(countView(link));
  const place = SharedPlace({
    link,
    params: await props.searchParams,
    locale: preferredLocale(all.get("accept-language")),
  });
  return (
    <>
      <header className="border-b border-line px-gutter py-3 text-16 font-bold">{link.actor.account.name}</header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[1280px] px-gutter py-6">
        {await orClosed(place)}
      </main>
    </>
  );
}

/** Whatever is in the way, the visitor finds the same page. */
const orClosed = <T,>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
