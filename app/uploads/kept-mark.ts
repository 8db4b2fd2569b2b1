/** Says for the next load of a page whether unfinished uploads are kept, so that nothing is loaded to look for none. */
const nameOf = (owner: string) => `aperture.uploads.${owner}`;

export const mayHaveKept = (owner: string): boolean => localStorage.getItem(nameOf(owner)) !== null;

export const markKept = (owner: string): void => localStorage.setItem(nameOf(owner), "1");

export const unmarkKept = (owner: string): void => localStorage.removeItem(nameOf(owner));
