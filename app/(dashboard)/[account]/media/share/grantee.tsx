import { UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { Person } from "@/components/ui/person";
import { formatCount } from "@/lib/format";
import type { GranteeSuggestion } from "@/lib/shares/queries/suggest-grantees";

type Shown = Omit<GranteeSuggestion, "id"> & { detail?: ReactNode };

/** A person with their address, or a group with its size. */
export function Grantee({ kind, name, email, memberCount, detail }: Shown) {
  if (kind === "member") return <Person name={name} detail={detail ?? email} />;
  const size = `Group, ${formatCount(memberCount ?? 0, { one: "person", other: "people" })}`;
  return (
    <Person
      name={name}
      detail={detail ?? size}
      avatar={
        <span className="avatar avatar-square" aria-hidden>
          <UsersRound />
        </span>
      }
    />
  );
}
