const BOTS =
  /bot\b|bot\/|crawl|spider|slurp|preview|facebookexternalhit|embedly|whatsapp|telegram|slack|discord|skype|teams|linkedin|pinterest|curl|wget|python|java\/|go-http|okhttp|headless|lighthouse|monitor|scanner|safelinks|proofpoint|barracuda|mimecast/i;

/** Programs that open links on their own: search engines, previews in chats, mail scanners. They are counted apart. */
export const isBot = (userAgent: string | null): boolean =>
  userAgent === null || userAgent === "" || BOTS.test(userAgent);
