import { CodeBlock } from "@/components/ui/code-block";
import { Tag, type Tone } from "@/components/ui/tag";
import type { Door } from "./document";
import { FieldTable } from "./field-table";

const TONES: Record<string, Tone> = { GET: "petrol", DELETE: "crimson" };

export const MethodTag = ({ method }: { method: string }) => (
  <Tag tone={TONES[method] ?? "moss"} className="data-text">
    {method}
  </Tag>
);

/** One door: what opens it, what it takes, what it answers, and how to call it. */
export function DoorSection({ door }: { door: Door }) {
  return (
    <section id={door.id} className="grid scroll-mt-6 gap-4 border-t border-line py-8 lg:grid-cols-2 lg:gap-8">
      <div className="grid content-start gap-4">
        <div>
          <h3 className="text-16">{door.summary}</h3>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-13">
            <MethodTag method={door.method} />
            <code className="data-text break-all">{door.path}</code>
          </p>
          {door.description && <p className="mt-2 text-13">{door.description}</p>}
          <p className="mt-2 text-13 text-ink-2">
            Opens for: <b className="font-strong text-ink">{door.opens}</b>
            {door.operations.map((operation) => (
              <code key={operation} className="data-text ml-2 text-ink-3">
                {operation}
              </code>
            ))}
          </p>
        </div>
        {door.tables.map(({ title, fields }) => (
          <FieldTable key={title} title={title} fields={fields} sent={title !== "Answer"} />
        ))}
        <p className="text-13 text-ink-2">
          Answers <code className="data-text">{door.status}</code>
          {door.shape && (
            <>
              {" with "}
              <a href={`#${door.shape}`} className="link-text">
                {door.shape}
              </a>
            </>
          )}
        </p>
      </div>
      <div className="min-w-0">
        <CodeBlock samples={[{ label: "cURL", code: door.curl }]} highlight="$APERTURE_KEY" />
      </div>
    </section>
  );
}
