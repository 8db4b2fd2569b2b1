import { CAST, CAST_NAMES } from "@/lib/demo/cast";
import { ROLES } from "@/lib/permissions/roles";
import { ButtonForm } from "../button-form";
import { signInAsCastAction } from "./actions";

/** The demo's people, each one button away. */
export function CastList() {
  return (
    <section aria-labelledby="cast" className="grid gap-2 border-t border-line pt-4">
      <h2 id="cast" className="text-13 font-bold">
        Or be someone of the demo
      </h2>
      {CAST_NAMES.map((name) => (
        <ButtonForm key={name} action={signInAsCastAction} fields={{ name }} look="secondary">
          <span>{CAST[name].name}</span>
          <span className="font-normal text-ink-2">{ROLES[CAST[name].role].label}</span>
        </ButtonForm>
      ))}
    </section>
  );
}
