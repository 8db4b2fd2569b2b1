/** How long an invitation can be accepted after it was last sent. */
export const INVITATION_DAYS = 7;
