import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { previewHref } from "../addresses";

type Props = {
  account: string;
  memberId: string;
  above: readonly { id: string; name: string; opens: boolean }[];
  name: string;
};

/** The way to it, from where the person's access begins, as far as the reader sees it too. */
export function SeenPath({ account, memberId, above, name }: Props) {
  return (
    <nav aria-label="Folders above" className="mb-2">
      <ol className="flex flex-wrap items-center gap-1.5 text-13 text-ink-2">
        <Step>Media</Step>
        {above.map((step) => (
          <Step key={step.id}>
            {step.opens ? (
              <Link href={previewHref(account, memberId, { kind: "folder", id: step.id })} className="hover:text-ink">
                {step.name}
              </Link>
            ) : (
              step.name
            )}
          </Step>
        ))}
        <li aria-current="page" className="font-strong text-ink">
          {name}
        </li>
      </ol>
    </nav>
  );
}

const Step = ({ children }: { children: ReactNode }) => (
  <li className="flex items-center gap-1.5">
    {children}
    <ChevronRight aria-hidden className="size-3 text-ink-3" />
  </li>
);
