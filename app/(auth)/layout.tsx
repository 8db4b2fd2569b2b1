import type { ReactNode } from "react";
import { DemoBanner } from "./demo-banner";

export default function AuthPagesLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <DemoBanner />
      {children}
    </>
  );
}
