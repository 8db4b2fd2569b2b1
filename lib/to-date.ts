/** A time as the database writes it within JSON. */
export const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));
