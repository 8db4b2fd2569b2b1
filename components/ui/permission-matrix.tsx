import { Lock } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";
import { Segment, type SegmentOption } from "./segment";
import { Switch } from "./switch";
import { Tag } from "./tag";

interface MatrixRow {
  id: string;
  label: string;
  description?: ReactNode;
  /** A glyph of 18 pixels. */
  icon: ReactNode;
  /** It cannot be changed here, and why; the reason stands in place of the description. */
  lockedReason?: ReactNode;
  /** Beside the control, such as a link to a scope. */
  aside?: ReactNode;
  /** How it differs from what it started from. */
  change?: "added" | "removed";
}
interface MatrixSwitch extends MatrixRow {
  kind?: "switch";
  checked: boolean;
}
interface MatrixLevels extends MatrixRow {
  kind: "levels";
  value: string;
  options: readonly SegmentOption[];
  /** The segment stands beside the words instead of under them. */
  inline?: boolean;
}
export type MatrixItem = MatrixSwitch | MatrixLevels;

interface PermissionMatrixProps {
  label: string;
  items: readonly MatrixItem[];
  onSwitch: (id: string, checked: boolean) => void;
  onLevel?: (id: string, value: string) => void;
}

/** What someone may do: one bordered group of switches, and steps for what has a level. */
export function PermissionMatrix({ label, items, onSwitch, onLevel }: PermissionMatrixProps) {
  return (
    <div role="group" aria-label={label} className="matrix">
      {items.map((item) =>
        item.kind === "levels" ? (
          <LevelsRow key={item.id} item={item} onLevel={onLevel} />
        ) : (
          <SwitchRow key={item.id} item={item} onSwitch={onSwitch} />
        ),
      )}
    </div>
  );
}

function SwitchRow({ item, onSwitch }: { item: MatrixSwitch; onSwitch: PermissionMatrixProps["onSwitch"] }) {
  const id = useId();
  const locked = item.lockedReason !== undefined;
  return (
    <div
      className={cn("matrix-row", locked && "hatched")}
      data-change={item.change}
      data-on={item.checked || undefined}
    >
      <Glyph item={item} />
      <Words item={item} id={id} />
      <div className="flex items-center gap-2.5">
        {item.aside}
        {(!locked || item.checked) && (
          <Switch
            id={id}
            checked={item.checked}
            disabled={locked}
            aria-describedby={`${id}-words`}
            onChange={(event) => onSwitch(item.id, event.target.checked)}
          />
        )}
      </div>
    </div>
  );
}

function LevelsRow({ item, onLevel }: { item: MatrixLevels; onLevel: PermissionMatrixProps["onLevel"] }) {
  const id = useId();
  const neutral = item.options.find((option) => option.value === item.value)?.neutral;
  const locked = item.lockedReason !== undefined;
  return (
    <div
      className={cn("matrix-row", locked && "hatched")}
      data-change={item.change}
      data-on={!neutral || undefined}
      data-levels={item.inline ? "inline" : "below"}
    >
      <Glyph item={item} />
      <Words item={item} id={id} />
      {item.aside}
      <Segment
        label={item.label}
        labelHidden
        options={item.options}
        value={item.value}
        disabled={locked}
        onChange={(value) => onLevel?.(item.id, value)}
        className="matrix-levels"
      />
    </div>
  );
}

function Glyph({ item }: { item: MatrixRow }) {
  return <span className="matrix-icon">{item.lockedReason === undefined ? item.icon : <Lock aria-hidden />}</span>;
}

function Words({ item, id }: { item: MatrixItem; id: string }) {
  const detail = item.lockedReason ?? item.description;
  const name = "flex flex-wrap items-center gap-x-[7px] text-13 leading-[1.3] font-strong";
  return (
    <div className="min-w-0">
      <span className={name}>
        {item.kind === "levels" ? <span>{item.label}</span> : <label htmlFor={id}>{item.label}</label>}
        {item.change && <Tag tone="amber">{item.change === "added" ? "Added" : "Removed"}</Tag>}
      </span>
      {detail && (
        <span id={`${id}-words`} className="block text-12 leading-[1.35] text-ink-3">
          {detail}
        </span>
      )}
    </div>
  );
}
