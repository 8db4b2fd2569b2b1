import { isbot } from "isbot";

/**
 * Programs that open links on their own: search engines, previews in chats, mail scanners. They are counted apart. People
 * whose browser lies within a chat's app, and names it, are none.
 */
export const isBot = (userAgent: string | null): boolean => !userAgent || isbot(userAgent);
