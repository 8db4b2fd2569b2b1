/** Twice: for whatever reads letters beyond ASCII, and for whatever does not. RFC 6266. */
export const disposition = (as: "attachment" | "inline", name: string): string => {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${as}; filename="${plain}"; filename*=UTF-8''${full}`;
};
