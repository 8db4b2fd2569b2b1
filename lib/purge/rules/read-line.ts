import type { PurgeScope } from "@/lib/delivery/rules/scope";

/** A source as far as its addresses tell: `/i/{slug}/…` on our host, and each of its own hosts. */
export type SiteSource = {
  id: string;
  slug: string;
  name: string;
  hosts: readonly string[];
  /** Under which it answers no longer, and a CDN may. */
  formerSlugs?: readonly string[];
};

/**
 * What lines are compared with. `host` is ours, with its port. `library`: whether all of the library is open to who asks, and
 * with it tags, folders and files.
 */
export type Site = { host: string; sources: readonly SiteSource[]; library: boolean };

type ReadLine = { scope: PurgeScope; reason?: never } | { scope?: never; reason: string };

export const MOST_LINE = 2_000;

const SCHEME = /^(?:https?:)?\/\//i;
/** Some browsers' copy, and many people's typing, leaves the scheme out. */
const HOST = /^[^/?#\s]+\.[^/?#\s]+(?=\/)/;
const LIBRARY = /^(tag|folder|file):\s*(.*)$/i;

/**
 * What one line names. Parameters of an address are left out: with an image all its renditions go. A path that ends in `*`
 * names all that begins like it.
 */
export function readLine(text: string, site: Site, chosenId: string | null): ReadLine {
  if (text.length > MOST_LINE) return { reason: `A line has at most ${MOST_LINE} characters.` };
  const [, kind, name = ""] = LIBRARY.exec(text) ?? [];
  if (kind)
    return site.library
      ? readLibrary(kind.toLowerCase(), name)
      : { reason: "This lies in a source that is not open to you." };
  if (SCHEME.test(text)) return readAddress(text.replace(SCHEME, "https://"), site);
  if (text.startsWith("/i/")) return readAddress(`https://${site.host}${text}`, site);
  const host = HOST.exec(text)?.[0].toLowerCase();
  if (host && (host === site.host || sourceAt(host, site))) return readAddress(`https://${text}`, site);
  const chosen = site.sources.find(({ id }) => id === chosenId);
  if (!chosen) return { reason: "Choose the source in which this path lies." };
  const url = parse(`https://${site.host}/${text.replace(/^\/+/, "")}`);
  return url ? readPath(chosen, url.pathname) : { reason: "This is not a path." };
}

/** As in `tag:press` and `folder:fld_01k9…`. */
function readLibrary(kind: string, name: string): ReadLine {
  if (kind === "tag") return name ? { scope: { kind: "tag", tag: name } } : { reason: "The name of a tag is missing." };
  if (kind === "folder" && /^fld_[0-9a-z]{1,40}$/.test(name)) return { scope: { kind: "folder", folderId: name } };
  if (kind === "file" && /^fil_[0-9a-z]{1,40}$/.test(name)) return { scope: { kind: "file", fileId: name } };
  return { reason: `This is not the id of a ${kind}.` };
}

function readAddress(address: string, site: Site): ReadLine {
  const url = parse(address);
  if (!url) return { reason: "This is not an address." };
  const own = sourceAt(url.hostname, site);
  if (own) return readPath(own, url.pathname);
  if (url.host !== site.host) return { reason: `None of your sources is delivered at ${url.host}.` };
  const [, area, slug = "", ...rest] = url.pathname.split("/");
  if (area !== "i") return { reason: "Addresses of images begin with /i/ and the name of a source." };
  const source = site.sources.find((each) => each.slug === slug);
  return source
    ? readPath(source, `/${rest.join("/")}`)
    : { reason: `There is no source ${slug}, or it is not open to you.` };
}

const sourceAt = (hostname: string, { sources }: Site) =>
  sources.find(({ hosts }) => hosts.some((host) => host.toLowerCase() === hostname.toLowerCase()));

const parse = (address: string): URL | null => (URL.canParse(address) ? new URL(address) : null);

function readPath(source: SiteSource, pathname: string): ReadLine {
  const raw = pathname.slice(1).replace(/^tr:[^/]*\//, "");
  const star = raw.indexOf("*");
  if (star !== -1 && star !== raw.length - 1) return { reason: "A * may stand at the end alone." };
  const path = decode(star === -1 ? raw : raw.slice(0, -1));
  if (path === null) return { reason: "This path cannot be decoded." };
  if (star === -1 && path === "")
    return { reason: `This names no image. A * at the end names everything of ${source.name}.` };
  if (star === -1) return { scope: { kind: "path", sourceId: source.id, path } };
  return {
    scope: path ? { kind: "prefix", sourceId: source.id, prefix: path } : { kind: "source", sourceId: source.id },
  };
}

function decode(path: string): string | null {
  try {
    const text = decodeURIComponent(path);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
