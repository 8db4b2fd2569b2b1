import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/button";
import { Iris } from "@/components/ui/iris";
import { Select } from "@/components/ui/select";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { Level } from "@/lib/permissions/operations";
import type { ShareRow } from "@/lib/shares/queries/who-has-access";
import { AccessLine } from "./access-line";
import { EXPIRY_OPTIONS, expiryIn } from "./expiry";
import { Grantee } from "./grantee";
import { LEVEL_OPTIONS, OPENINGS } from "./levels";

type Props = Pick<ShareRow, "grantee" | "isAsleep"> & {
  /** In place of the address or size. */
  detail?: ReactNode;
  /** Null where it is not the same on all that is shared. */
  level: Level | null;
  /** Null: it lasts; undefined where it is not the same on all. */
  expiresAt: Date | null | undefined;
  /** Says what ends: "Stop sharing with Jonah". */
  stop: string;
  onLevel: (level: Level) => void;
  onEnd: (expiresAt: Date | null) => void;
  onStop: () => void;
};

/** Somebody with whom it is shared, and what can be changed of that. */
export function DirectShare({ grantee, isAsleep, detail, level, expiresAt, stop, onLevel, onEnd, onStop }: Props) {
  return (
    <AccessLine who={<Grantee {...grantee} detail={detail} />}>
      {isAsleep && <Tag>Sees it by role</Tag>}
      {expiresAt && <Until value={expiresAt} />}
      <Select
        quiet
        aria-label={`When it ends for ${grantee.name}`}
        value={expiresAt === null ? "" : KEPT}
        onChange={(event) => onEnd(expiryIn(event.target.value))}
      >
        {expiresAt !== null && (
          <option value={KEPT} disabled>
            {expiresAt ? "Ends" : "Various ends"}
          </option>
        )}
        {EXPIRY_OPTIONS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        quiet
        aria-label={`Level of ${grantee.name}`}
        icon={level && <Iris opening={OPENINGS[level]} />}
        value={level ?? KEPT}
        onChange={(event) => onLevel(event.target.value as Level)}
      >
        {!level && (
          <option value={KEPT} disabled>
            Set for all
          </option>
        )}
        {LEVEL_OPTIONS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <IconButton label={stop} size="sm" icon={<X aria-hidden />} onClick={onStop} />
    </AccessLine>
  );
}

/** What is chosen as long as nothing is. */
const KEPT = "kept";

export const Until = ({ value }: { value: Date }) => (
  <Tag tone="amber">
    until <Time value={value} as="date" />
  </Tag>
);
