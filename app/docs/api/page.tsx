import type { Metadata } from "next";
import { ROUTES } from "@/app/api/v1/routes";
import { CodeBlock } from "@/components/ui/code-block";
import { DefinitionList } from "@/components/ui/definition-list";
import { Logo } from "@/components/ui/iris";
import { ERROR_CODES } from "@/lib/errors";
import { PERMISSION_IDS, PERMISSIONS } from "@/lib/permissions/permissions";
import { Contents } from "./contents";
import { referenceOf } from "./document";
import { DoorSection } from "./door-section";
import { FieldTable } from "./field-table";

export const metadata: Metadata = { title: "API reference" };

/** Public, like the document that it is made from: it names no account and nobody in it. */
export default function ApiReferencePage() {
  const made = referenceOf(ROUTES);
  const { title, description, url, groups, shapes } = made;
  return (
    <div className="grid md:grid-cols-[280px_minmax(0,1fr)]">
      <aside className="top-0 h-dvh overflow-y-auto border-r border-line bg-rail px-3 py-5 max-md:hidden md:sticky">
        <p className="mb-5 flex items-center gap-2.5 px-2 font-bold">
          <Logo /> Aperture
        </p>
        <Contents reference={made} />
      </aside>
      <main id="main" tabIndex={-1} className="w-full max-w-[1180px] min-w-0 px-gutter py-8">
        <h1 className="text-26">{title}</h1>
        <p className="mt-2 max-w-[70ch] text-ink-2">{withCode(description)}</p>
        <p className="mt-2 text-13">
          <a href={`${url}/openapi.json`} className="link-text">
            The same as OpenAPI 3.1
          </a>
        </p>
        <div className="my-6 max-w-[70ch]">
          <CodeBlock
            samples={[{ label: "cURL", code: `curl ${url}/me \\\n  -H "Authorization: Bearer $APERTURE_KEY"` }]}
            highlight="$APERTURE_KEY"
          />
        </div>

        {groups.map(({ name, doors }) => (
          <section key={name} aria-label={`/${name}`} className="mt-8">
            <h2 className="pb-3 text-20">/{name}</h2>
            {doors.map((door) => (
              <DoorSection key={door.id} door={door} />
            ))}
          </section>
        ))}

        <section className="mt-8 grid max-w-[760px] gap-8">
          <h2 className="text-20">Shapes</h2>
          {shapes.map(({ name, fields }) => (
            <section key={name} id={name} className="scroll-mt-6">
              <h3 className="mb-2 text-16">{name}</h3>
              <FieldTable title="Fields" fields={fields} />
            </section>
          ))}
        </section>

        <section className="mt-12 max-w-[760px]">
          <h2 className="mb-2 text-20">Permissions</h2>
          <DefinitionList
            items={PERMISSION_IDS.map((id) => ({
              term: PERMISSIONS[id].label,
              value: (
                <>
                  <code className="data-text">{id}</code> {PERMISSIONS[id].does}
                </>
              ),
            }))}
          />
        </section>

        <section className="mt-12 max-w-[760px]">
          <h2 className="mb-2 text-20">Refusals</h2>
          <p className="mb-3 text-13 text-ink-2">
            Each answers application/problem+json, as RFC 9457 has it, with the id of the request. A 403 names the
            operation and the permissions that are missing, a 422 each wrong field.
          </p>
          <ul className="text-13">
            {[...Object.entries(ERROR_CODES), ["fault", { status: 500, title: "A fault on the server" }] as const].map(
              ([code, { status, title: says }]) => (
                <li
                  key={code}
                  id={code}
                  className="flex scroll-mt-6 gap-4 border-t border-line py-2 target:bg-petrol-wash"
                >
                  <code className="data-text w-10">{status}</code>
                  <code className="data-text w-40">{code}</code>
                  {says}
                </li>
              ),
            )}
          </ul>
        </section>
      </main>
    </div>
  );
}

/** What stands between backticks is code. */
const withCode = (text: string) =>
  text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="data-text text-ink">
        {part}
      </code>
    ),
  );
