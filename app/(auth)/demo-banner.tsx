import { PlainLink } from "@/components/ui/plain-link";
import { isDemo } from "@/lib/demo/is-demo";

/** Says wherever nobody is signed in yet that nothing here is real. */
export function DemoBanner() {
  if (!isDemo()) return null;
  return (
    <aside
      aria-label="Demo"
      className="border-b border-amber-line bg-amber-wash px-4 py-2 text-center text-12 text-amber-ink"
    >
      This is the demo: its people and pictures are invented, and its mails stand in the{" "}
      <PlainLink href="/outbox" className="link-text">
        outbox
      </PlainLink>
      .
    </aside>
  );
}
