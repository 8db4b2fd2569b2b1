import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { LinkWithAccess } from "@/lib/shares/queries/who-has-access";
import { From } from "../share/from";

type Told = Pick<LinkWithAccess, "told">;
type Props = { account: string; links: readonly LinkWithAccess[]; none: string };

/** Links by which anyone who has the address sees a thing: for whom, from whom, and what stands before it. */
export function LinksWithAccess({ account, links, none }: Props) {
  if (links.length === 0) return <p className="text-13 text-ink-2">{none}</p>;
  return (
    <ul aria-label="Links that open it">
      {links.map((link) => (
        <li key={link.id} className="grid gap-0.5 border-t border-line py-2 text-13 first:border-t-0">
          {link.told ? (
            <Link className="link-text w-fit" href={`/${account}/media/links?link=${link.id}`}>
              {nameOfLink(link)}
            </Link>
          ) : (
            nameOfLink(link)
          )}
          <span className="text-12 text-ink-2">
            <From account={account} thing={link.on} />, {link.download ? "may be downloaded" : "no downloads"},{" "}
            {link.hasPasscode ? "with a passcode" : "without a passcode"}, ends{" "}
            {link.expiresAt ? <Time value={link.expiresAt} as="date" /> : "never"}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** For whom it is and who made it, where that is told. */
export const nameOfLink = ({ told }: Told): string =>
  told ? `${told.note || "a link"}, made by ${told.createdBy}` : "a link that others manage";
