import { MenuButton, type MenuGroups } from "../overlay/menu";
import { Avatar } from "../ui/person";

/** The signed-in person at the foot of the rail. */
export function MeButton({ name, note, groups }: { name: string; note?: string; groups: MenuGroups }) {
  return (
    <MenuButton plain className="me-button" groups={groups} aria-label={`${name}: profile and sign out`}>
      <Avatar name={name} size="xs" />
      <span className="rail-text min-w-0 leading-[1.25]">
        <b className="block truncate text-12 font-bold">{name}</b>
        {note && <span className="block truncate text-12 text-ink-2">{note}</span>}
      </span>
    </MenuButton>
  );
}
