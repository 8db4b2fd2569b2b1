import { expect } from "vitest";
import { countView } from "@/lib/share-links/commands/count";
import { createLink } from "@/lib/share-links/commands/create-link";
import { type CreateLink, createLinkInput } from "@/lib/share-links/input";
import { requireOpenLink } from "@/lib/share-links/queries/open-link";
import { putFile, putFolder } from "@/lib/testing/library";
import { makeStudio } from "@/lib/testing/studio";

export type PressKit = Awaited<ReturnType<typeof makePressKit>>;

/** A studio with a folder that links are for: `file` lies in a folder of it, `outside` beside it. */
export async function makePressKit() {
  const studio = await makeStudio();
  const above = await putFolder(studio.account, "above");
  const folder = await putFolder(studio.account, "press kit", { in: above });
  const inner = await putFolder(studio.account, "logos", { in: folder });
  const file = await putFile(studio.account, "logo.png", { in: inner });
  const outside = await putFile(studio.account, "secret.txt", { in: above });
  /** A link to the folder, unless the settings name something else. */
  const make = async (settings: Partial<CreateLink> = {}) => {
    const input = createLinkInput.parse({ item: { folderId: folder }, ...settings });
    const { id, url } = await createLink(studio.lea, input);
    return { id, token: url.split("/").at(-1) ?? "" };
  };
  return { studio, folder, inner, file, outside, make };
}

/** A request of someone from outside. `n`: of which address. */
export const visitor = (n = 1, userAgent = "Mozilla/5.0 Firefox/130") => ({
  ip: `203.0.113.${n}`,
  userAgent,
  requestId: "request",
});

/** Opens a link as its page does, which counts as a view. */
export async function open(token: string, origin = visitor(), proof: string | null = null) {
  const link = await requireOpenLink(token, { proof }, origin);
  await countView(link);
  return link;
}

export const CLOSED = { code: "not_found", message: expect.stringContaining("opens nothing") };
