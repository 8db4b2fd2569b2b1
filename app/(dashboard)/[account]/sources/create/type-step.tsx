import type { TypeDescription } from "@/lib/sources/origins/registry";
import { TypeIcon } from "../type-icon";

export function TypeStep({
  types,
  chosen,
  onChoose,
}: {
  types: readonly TypeDescription[];
  chosen: TypeDescription;
  onChoose: (type: TypeDescription) => void;
}) {
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">Type of source</legend>
      {types.map((type) => (
        <label
          key={type.type}
          className="grid grid-cols-[auto_auto_minmax(0,1fr)] items-center gap-3 rounded-card border border-line-2 px-3 py-3 has-checked:border-petrol-line has-checked:bg-petrol-wash has-focus-visible:outline-2 has-focus-visible:outline-petrol"
        >
          <input
            type="radio"
            name="type"
            value={type.type}
            checked={type === chosen}
            data-autofocus={type === chosen || undefined}
            onChange={() => onChoose(type)}
            className="accent-petrol"
          />
          <TypeIcon type={type.type} className="size-5 text-ink-2" />
          <span className="text-13">
            <span className="block font-strong">{type.label}</span>
            <span className="text-ink-2">{type.does}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
