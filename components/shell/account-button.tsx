import { ChevronDown } from "lucide-react";
import { MenuButton, type MenuGroups } from "../overlay/menu";
import { Logo } from "../ui/iris";

/** The mark, the account's name and a line under it; opens the list of accounts. */
export function AccountButton({ name, note, groups }: { name: string; note?: string; groups: MenuGroups }) {
  return (
    <MenuButton plain className="account-button" groups={groups} aria-label={`Account: ${name}`}>
      <Logo />
      <span className="rail-text min-w-0">
        <b className="block truncate">{name}</b>
        {note && <span className="block truncate">{note}</span>}
      </span>
      <ChevronDown aria-hidden className="rail-text size-4 text-ink-3" />
    </MenuButton>
  );
}
