/** Days that deleted things can be restored. */
export const TRASH_DAYS = 30;

/** Of one file; a newer one ends the oldest. */
export const MOST_VERSIONS = 100;

/** Bytes of one upload. */
export const LARGEST_UPLOAD = 5 * 1024 ** 3;

/** Bytes of a form that brings a file in one piece; larger files come in several. */
export const LARGEST_FORM = 25_000_000;
