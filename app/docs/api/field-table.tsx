import type { Field } from "./schema";

/** @param sent whether a caller sends these, so that some must be there */
export function FieldTable({
  title,
  fields,
  sent = false,
}: {
  title: string;
  fields: readonly Field[];
  sent?: boolean;
}) {
  return (
    <table className="w-full text-13">
      <caption className="label-text pb-1 text-left">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Field</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, type, shape, required, description }) => (
          <tr key={name} className="align-top [&>*]:border-t [&>*]:border-line [&>*]:py-1.5">
            <th scope="row" className="w-[34%] pr-4 text-left font-normal">
              <code className="data-text break-all">{name}</code>
              {sent && required && <span className="ml-1.5 text-11 text-ink-3">required</span>}
            </th>
            <td className="text-ink-2">
              {shape ? (
                <a href={`#${shape}`} className="link-text">
                  {type}
                </a>
              ) : (
                type
              )}
              {description && <span className="block text-ink">{description}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
