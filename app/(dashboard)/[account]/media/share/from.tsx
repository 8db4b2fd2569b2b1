import { Link } from "@/components/ui/link";
import type { SharedThing } from "@/lib/shares/queries/who-has-access";
import { folderHref } from "../addresses";

/** What it comes through; a thing that is not open to the reader is told by its kind alone. */
export function From({ account, thing: { kind, id, name } }: { account: string; thing: SharedThing }) {
  if (id === null || name === null) return `From a ${kind}`;
  return (
    <>
      From {kind}{" "}
      {kind === "folder" ? (
        <Link className="link-text" href={folderHref(account, id)}>
          {name}
        </Link>
      ) : (
        name
      )}
    </>
  );
}
