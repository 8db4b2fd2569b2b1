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
import { readKept } from "./proof";
import { RequestPlace } from "./request-place";
import { SharedPlace } from "./shared-place";
import { VisitorFrame } from "./visitor-frame";

export const metadata: Metadata = {
  title: "Shared with you",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

const DOWNLOADS =
  "Downloads are the files as they were uploaded, with what a camera wrote in them. The pictures on this page have none of that.";

/** What somebody without an account sees of a share link. Each request passes the gate anew. */
export default async function SharedPage(props: PageProps<"/s/[token]">) {
  const { token } = await props.params;
  const all = await headers();
  const opened = await orClosed(openLink(token, await readKept(), originFrom(all)));
  if (opened.kind === "passcode")
    return (
      <AuthLayout brand={opened.accountName} title="This needs a passcode" note="Whoever sent the link knows it.">
        <PasscodeForm token={token} />
      </AuthLayout>
    );
  const { link } = opened;
  await orClosed(countView(link));
  const locale = preferredLocale(all.get("accept-language"));
  const account = link.actor.account.name;
  if (link.actor.link.kind === "request")
    return (
      <VisitorFrame account={account} token={token}>
        <RequestPlace link={link} locale={locale} />
      </VisitorFrame>
    );
  const place = await orClosed(SharedPlace({ link, params: await props.searchParams, locale }));
  return (
    <VisitorFrame account={account} token={token} note={link.canDownload && DOWNLOADS}>
      {place}
    </VisitorFrame>
  );
}

/** Whatever is in the way, the visitor finds the same page. */
const orClosed = <T,>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
