import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { hueOf, initialsOf } from "./initials";
import { Link } from "./link";

type AvatarSize = "xs" | "sm" | "lg";

/** Initials on a colour that follows from the name; dashed with a clock for someone who is still expected. */
export function Avatar({ name, size = "sm", pending = false }: { name: string; size?: AvatarSize; pending?: boolean }) {
  if (pending) {
    return (
      <span aria-hidden className="avatar" data-size={size} data-pending>
        <Clock />
      </span>
    );
  }
  return (
    <span aria-hidden className="avatar" data-size={size} data-hue={hueOf(name)}>
      {initialsOf(name)}
    </span>
  );
}

interface PersonProps {
  name: string;
  /** The line under the name, such as an address. */
  detail?: ReactNode;
  /** Tags after the name. */
  tags?: ReactNode;
  href?: string;
  size?: AvatarSize;
  pending?: boolean;
  /** Greyed, for someone who has no access now. */
  off?: boolean;
  /** Makes the link cover the table row around it. */
  stretch?: boolean;
  avatar?: ReactNode;
}

export function Person({ name, detail, tags, href, size, pending, off, stretch, avatar }: PersonProps) {
  return (
    <span className="flex min-w-0 items-center gap-[11px]">
      {avatar ?? <Avatar name={name} size={size} pending={pending} />}
      <span className="grid min-w-0">
        <span
          className={cn("flex min-w-0 items-center gap-1.5 text-14 leading-[1.3] font-strong", off && "text-ink-2")}
        >
          {href ? (
            <Link href={href} scroll={false} className={cn("truncate", stretch && "row-link")}>
              {name}
            </Link>
          ) : (
            <span className="truncate">{name}</span>
          )}
          {tags}
        </span>
        {detail && <span className="truncate text-12 leading-[1.4] text-ink-3">{detail}</span>}
      </span>
    </span>
  );
}
