type Item = { href: string };

/** The item of the navigation that a page belongs to; of two where one lies within the other, the inner. */
export function currentItem<T extends Item>(
  pathname: string,
  groups: readonly { items: readonly T[] }[],
): T | undefined {
  const around = groups
    .flatMap(({ items }) => items)
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
  return around.toSorted((a, b) => b.href.length - a.href.length)[0];
}
