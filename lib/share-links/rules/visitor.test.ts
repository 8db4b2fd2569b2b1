import { expect, test } from "vitest";
import { isBot } from "@/lib/share-links/rules/visitor";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  `${IPHONE} Mobile/15E148 [LinkedInApp]/9.30.1234`,
  `${IPHONE} Mobile/15E148 [Pinterest/iOS]`,
  `${IPHONE} Mobile/15E148 WhatsApp/24.11.85`,
  `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/465.0.0.41.100;FBBV/602060281]`,
  `${WINDOWS} Teams/1.6.00.33567 Chrome/108.0.5359.215 Electron/22.3.27 Safari/537.36`,
  `${WINDOWS} Slack/4.38.125 Chrome/124.0.6367.119 Electron/30.0.3 Safari/537.36`,
  `${WINDOWS} discord/1.0.9156 Chrome/124.0.6367.243 Electron/30.2.0 Safari/537.36`,
  `${WINDOWS} Skype/8.119.0.201 Chrome/116.0.0.0 Electron/26.0.0 Safari/537.36`,
  "Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 Chrome/124.0.0.0 Mobile Safari/537.36 Telegram-Android/10.14.5 (Samsung SM-A536B; Android 13; SDK 33; AVERAGE)",
  "Mozilla/5.0 (Linux; Android 11; CUBOT_X50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
])("a person: %s", (userAgent) => {
  expect(isBot(userAgent)).toBe(false);
});

test.each([
  null,
  "",
  "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Slack-ImgProxy 0.19 (+https://api.slack.com/robots)",
  "WhatsApp/2.23.20.0",
  "TelegramBot (like TwitterBot)",
  "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
  "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
  "Mozilla/5.0 (compatible; Pinterestbot/1.0; +https://www.pinterest.com/bot.html)",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
  `${WINDOWS} HeadlessChrome/125.0.0.0 Safari/537.36`,
  "curl/8.5.0",
  "python-requests/2.31.0",
  "Go-http-client/2.0",
])("a program: %s", (userAgent) => {
  expect(isBot(userAgent)).toBe(true);
});
