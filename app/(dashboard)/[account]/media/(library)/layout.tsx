import { requirePage } from "@/lib/http/require-page";
import { readAddress } from "@/lib/http/read-address";
import { requirePlace } from "../place";

/** A folder or collection that is not there answers so before a skeleton of it is streamed. The page asks again. */
export default async function LibraryLayout(props: LayoutProps<"/[account]/media">) {
  const actor = await requirePage(props, "media.view");
  await requirePlace(actor, await readAddress());
  return props.children;
}
