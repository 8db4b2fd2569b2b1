/** Links that one of two moments has and the other has not. */
export function compareLinks<Link extends { id: string }>(before: readonly Link[], after: readonly Link[]) {
  const missingIn = (links: readonly Link[]) => (link: Link) => !links.some(({ id }) => id === link.id);
  return { came: after.filter(missingIn(before)), went: before.filter(missingIn(after)) };
}
