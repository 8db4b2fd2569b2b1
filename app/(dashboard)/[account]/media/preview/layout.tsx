import { readAddress } from "@/lib/http/read-address";
import { requirePage } from "@/lib/http/require-page";
import { lookAs } from "@/lib/shares/queries/see-as";
import { orNotFound, readPreview } from "./look";

/** What is not there for the reader answers so before a skeleton of it is streamed. The page asks again. */
export default async function PreviewLayout(props: LayoutProps<"/[account]/media/preview">) {
  const actor = await requirePage(props, "media.seeAccess");
  const asked = readPreview(await readAddress());
  if (asked) await orNotFound(lookAs(actor, asked));
  return props.children;
}
