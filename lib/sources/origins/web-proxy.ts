import "server-only";
import { notFound } from "@/lib/errors";
import type { OriginType } from "@/lib/sources/origins/origin";
import { askOutside } from "@/lib/sources/origins/outgoing";
import { toOriginal } from "@/lib/sources/origins/web";

const HOST = /^(\*\.)?([a-z0-9-]+\.)+[a-z0-9-]+$/i;

const hostsOf = (text = "") =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);

const allowing = (hosts: string[]) => (host: string) =>
  hosts.length === 0 ||
  hosts.some((known) => (known.startsWith("*.") ? host.endsWith(known.slice(1)) : host === known));

/** The path is the whole address of an image; a server in front may have melted its two slashes into one. */
const ADDRESS = /^(https?):\/{1,2}(?=[^/])/i;

export const webProxy: OriginType = {
  label: "Web proxy",
  does: "Fetches any image of the web by its whole address. Every address must be signed.",
  mustBeSigned: true,
  takesAddresses: true,
  fields: [
    {
      name: "hosts",
      label: "Hosts",
      hint: "Images come from these alone; *. stands for all below. None means any host on the internet.",
      example: "images.example.com, *.example.org",
      isOptional: true,
      problemOf: (text) =>
        hostsOf(text).every((host) => HOST.test(host)) ? null : "Write hosts as images.example.com, *.example.org.",
    },
  ],

  async open({ values }, { path, ...asked }) {
    const address = path.replace(ADDRESS, "$1://");
    if (!ADDRESS.test(path) || !URL.canParse(address)) throw notFound("image");
    return toOriginal(await askOutside(address, { ...asked, allows: allowing(hostsOf(values.hosts)) }), path);
  },

  async test({ values }, asked) {
    const named = hostsOf(values.hosts).filter((host) => !host.startsWith("*."));
    for (const host of named) {
      const { body } = await askOutside(`https://${host}/`, asked);
      await body.cancel();
    }
    asked.report?.(
      "answer",
      named.length > 0 ? "Every host answers." : "Hosts are looked up when an image is asked for.",
    );
  },
};
