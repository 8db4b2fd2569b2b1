import "server-only";
import type { OriginType } from "@/lib/sources/origins/origin";
import { askOutside } from "@/lib/sources/origins/outgoing";
import { toOriginal } from "@/lib/sources/origins/web";
import { OriginFault } from "@/lib/sources/rules/fault";

export const webFolder: OriginType = {
  label: "Web folder",
  does: "Fetches originals from a folder of a web server that anyone can read.",
  fields: [
    {
      name: "url",
      label: "Address of the folder",
      hint: "The path of an image is put after it.",
      example: "https://www.example.com/images",
      problemOf: problemOfFolder,
    },
  ],

  async open({ values }, { path, ...asked }) {
    return toOriginal(await askOutside(addressOf(values.url ?? "", path), asked), path);
  },

  async test({ values }, { basePath, ...asked }) {
    const { status, body, url } = await askOutside(addressOf(values.url ?? "", basePath), asked);
    await body.cancel();
    // Servers rarely list a folder: only what would also fail below it counts.
    if (status >= 500) throw new OriginFault("answer", `${url.host} answered with status ${status}.`);
    if (status === 401) throw new OriginFault("credentials", `${url.host} asks for a password (401).`);
    asked.report?.("answer", `${url.host} answers.`);
  },
};

/** What is wrong with the address of a folder, in a sentence. */
export function problemOfFolder(text: string): string | null {
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) return "Write it as https://www.example.com/images.";
  const { search, hash, username, password } = new URL(text);
  if (search || hash) return "The address of a folder ends before ? and #.";
  return username || password ? "An address with a password in it would show it to everyone." : null;
}

function addressOf(folder: string, path: string): string {
  const base = new URL(folder);
  const parts = path.split("/").filter(Boolean).map(encodeURIComponent);
  base.pathname = [base.pathname.replace(/\/+$/, ""), ...parts].join("/");
  return base.href;
}
