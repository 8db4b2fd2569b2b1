/** Characters that each folder adds to a path: its number, in hexadecimal. */
export const SEGMENT = 8;
