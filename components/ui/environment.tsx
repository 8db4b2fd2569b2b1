"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";

interface Environment {
  locale: string;
  /** IANA time zone. */
  zone: string;
  /** Whether shortcuts are written with the Mac's signs. */
  mac: boolean;
}

const EnvironmentContext = createContext<Environment>({ locale: "en-GB", zone: "UTC", mac: false });

/** Hands the person's locale, time zone and keyboard to everything below, equal on server and client; the rest is kept. */
export function EnvironmentProvider({ children, ...own }: Partial<Environment> & { children: ReactNode }) {
  const above = useContext(EnvironmentContext);
  const { locale = above.locale, zone = above.zone, mac = above.mac } = own;
  const value = useMemo(() => ({ locale, zone, mac }), [locale, zone, mac]);
  return <EnvironmentContext value={value}>{children}</EnvironmentContext>;
}

export const useEnvironment = () => useContext(EnvironmentContext);
