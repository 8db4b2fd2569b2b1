/** Requests a second. */
export const RATE = 500;
/** Within one measurement. */
export const PURGES = 10;
