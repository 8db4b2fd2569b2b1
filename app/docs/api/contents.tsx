import type { Reference } from "./document";
import { MethodTag } from "./door-section";

/** Every door and every shape by name, always at hand where the window is wide. */
export function Contents({ reference: { groups, shapes } }: { reference: Reference }) {
  const link = "flex min-h-7 items-center gap-2 rounded-tag px-2 text-13 hover:bg-surface-2";
  return (
    <nav aria-label="Contents" className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
      {groups.map(({ name, doors }) => (
        <section key={name}>
          <h2 className="label-text px-2 pb-1">/{name}</h2>
          <ul>
            {doors.map(({ id, method, summary }) => (
              <li key={id}>
                <a href={`#${id}`} className={link}>
                  <span className="w-14 flex-none">
                    <MethodTag method={method} />
                  </span>
                  <span className="truncate">{summary}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h2 className="label-text px-2 pb-1">Shapes</h2>
        <ul>
          {shapes.map(({ name }) => (
            <li key={name}>
              <a href={`#${name}`} className={link}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </nav>
  );
}
