import type { Change } from "@/lib/sources/rules/changes";

/** Settings side by side: what is, and what will be. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <dl className="grid gap-2 text-13">
      {changes.map(({ label, before, after }) => (
        <div key={label} className="grid gap-0.5 border-t border-line pt-2 first:border-t-0 first:pt-0">
          <dt className="text-ink-2">{label}</dt>
          <dd className="grid gap-0.5 break-all">
            <del className="text-crimson-ink">
              <span aria-hidden>− </span>
              {before}
            </del>
            <ins className="text-moss-ink no-underline">
              <span aria-hidden>+ </span>
              {after}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
