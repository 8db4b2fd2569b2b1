import type { PersonWithAccess } from "@/lib/shares/queries/who-has-access";
import { From } from "./from";
import { labelOf } from "./levels";

type Props = {
  account: string;
  way: PersonWithAccess["ways"][number];
  /** The id of the thing that the list is about. */
  here: string;
};

/** One way by which someone reaches a thing: "Contribute shared with Press. From folder Campaigns". */
export function Reason({ account, way, here }: Props) {
  const where = way.on.id === here ? null : <From account={account} thing={way.on} />;
  return (
    <>
      {way.kind === "owner" ? "Owner" : `${labelOf(way.level)} shared with ${way.group ? way.group.name : "them"}`}
      {where && <>. {where}</>}
    </>
  );
}
