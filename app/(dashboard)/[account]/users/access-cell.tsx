import { AccessStrip } from "../access-editor/access-strip";
import type { ListRow } from "./list-row";
import { usePendingAccess } from "../access-editor/pending-access";

export function AccessCell({ row }: { row: ListRow }) {
  return (
    <span className="grid justify-items-start gap-1.5 leading-none font-medium">
      <span>{row.access}</span>
      <AccessStrip held={row.held} next={usePendingAccess(row.id)} />
    </span>
  );
}
