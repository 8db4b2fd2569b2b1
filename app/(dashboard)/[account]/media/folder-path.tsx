import { ChevronRight } from "lucide-react";
import { Link } from "@/components/ui/link";
import { folderHref } from "./addresses";

/** The way to a folder, from the outermost one that is open to the reader. */
export function FolderPath({
  account,
  above,
  name,
}: {
  account: string;
  above: readonly { id: string; name: string }[];
  name: string;
}) {
  const steps = [{ id: null, name: "Media" }, ...above];
  return (
    <nav aria-label="Folders above" className="mb-2">
      <ol className="flex flex-wrap items-center gap-1.5 text-13 text-ink-2">
        {steps.map((step) => (
          <li key={step.id} className="flex items-center gap-1.5">
            <Link href={folderHref(account, step.id)} data-folder={step.id ?? ""} className="hover:text-ink">
              {step.name}
            </Link>
            <ChevronRight aria-hidden className="size-3 text-ink-3" />
          </li>
        ))}
        <li aria-current="page" className="font-strong text-ink">
          {name}
        </li>
      </ol>
    </nav>
  );
}
