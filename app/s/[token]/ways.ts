/** Where one goes from a file: back to all of them, and to the ones beside it. */
export type Ways = { up?: string; previous?: string; next?: string };
