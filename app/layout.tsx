import type { Metadata } from "next";
import localFont from "next/font/local";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/shell/skip-link";
import { EnvironmentProvider } from "@/components/ui/environment";
import { preferredLocale } from "@/lib/http/locale";
import "./globals.css";

const sans = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-standard-normal.woff2",
  weight: "400 700",
  declarations: [{ prop: "font-stretch", value: "75% 100%" }],
  variable: "--font-sans-file",
  display: "swap",
  adjustFontFallback: "Arial",
});
const mono = localFont({
  src: "../node_modules/@fontsource-variable/martian-mono/files/martian-mono-latin-standard-normal.woff2",
  weight: "100 800",
  declarations: [{ prop: "font-stretch", value: "75% 112.5%" }],
  variable: "--font-mono-file",
  display: "swap",
  preload: false,
});

export const metadata: Metadata = {
  title: { default: "Aperture", template: "%s · Aperture" },
  robots: { index: false },
};

/** Appearance stands in cookies, so that the first answer is drawn right; without one, the system decides. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, all] = await Promise.all([cookies(), headers()]);
  const theme = oneOf(jar.get("theme")?.value, ["light", "dark"]);
  const density = oneOf(jar.get("density")?.value, ["compact"]);
  return (
    <html lang="en" data-theme={theme} data-density={density} className={`${sans.variable} ${mono.variable}`}>
      <head>
        {/* Tells React Aria that its one global style is in our own style sheet. */}
        <meta id="react-aria-pressable-style" name="react-aria" content="styled" />
      </head>
      <body>
        <SkipLink />
        <EnvironmentProvider
          locale={preferredLocale(all.get("accept-language"))}
          zone="UTC"
          mac={/Mac|iPhone|iPad/.test(all.get("user-agent") ?? "")}
        >
          {children}
        </EnvironmentProvider>
      </body>
    </html>
  );
}

const oneOf = <T extends string>(value: string | undefined, allowed: readonly T[]) =>
  allowed.find((one) => one === value);
