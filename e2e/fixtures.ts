import { test as base, type Browser, type BrowserContext, expect } from "@playwright/test";
import { waitUntilTakenOver } from "./hydration";
import { type Visit, visitCookie } from "./issuer";
import { type ReceivedMail, waitForMail } from "./mailbox";
import { prepare, startEmptyApp, type Surroundings } from "./stack";

export { expect } from "@playwright/test";
export { linkIn } from "./mailbox";

/** Where the stack stands: the global set-up has told every worker. */
export const surroundings = process.env as unknown as Surroundings;

type Fixtures = {
  /** What the browser may complain of in this test; anything else fails it. */
  expectedComplaints: RegExp;
  /** Another person with a browser of their own, watched like the first. */
  newPerson: (options?: Parameters<Browser["newContext"]>[0]) => Promise<BrowserContext>;
  /** Decides who the identity provider will say that the browser's person is. */
  visitIssuerAs: (visit: Visit, context?: BrowserContext) => Promise<void>;
  /**
   * An application on an empty database, the link that sets it up, and a browser that is there. Name it before
   * `newPerson`, so that it outlives the browsers of others.
   */
  emptyApp: { url: string; databaseUrl: string; setupLink: string | undefined; person: BrowserContext };
  watched: void;
};

export const test = base.extend<Fixtures>({
  expectedComplaints: [/(?!)/, { option: true }],

  watched: [
    async ({ context, expectedComplaints }, provide) => {
      const complaints = watch(context);
      waitUntilTakenOver(context);
      await provide();
      expectNone(complaints, expectedComplaints);
    },
    { auto: true },
  ],

  newPerson: async ({ browser, baseURL, expectedComplaints }, provide) => {
    const opened: { context: BrowserContext; complaints: string[] }[] = [];
    await provide(async (options) => {
      const context = await browser.newContext({ baseURL, ...options });
      opened.push({ context, complaints: watch(context) });
      if (options?.javaScriptEnabled !== false) waitUntilTakenOver(context);
      return context;
    });
    for (const { context, complaints } of opened) {
      await context.close();
      expectNone(complaints, expectedComplaints);
    }
  },

  visitIssuerAs: async ({ context }, provide) =>
    provide((visit, of = context) => of.addCookies([visitCookie(surroundings.E2E_ISSUER_URL, visit)])),

  emptyApp: async ({ browser, expectedComplaints }, provide) => {
    const { url, databaseUrl, stop } = await startEmptyApp(surroundings);
    const { setupPath } = await prepare(surroundings, databaseUrl);
    const person = await browser.newContext({ baseURL: url });
    const complaints = watch(person);
    waitUntilTakenOver(person);
    await provide({ url, databaseUrl, person, setupLink: setupPath && new URL(setupPath, url).href });
    await person.close();
    await stop();
    expectNone(complaints, expectedComplaints);
  },
});

/** The oldest mail to the address that came after the moment, in milliseconds; waits up to half a minute for it. */
export const mailTo = (address: string, after?: number): Promise<ReceivedMail> =>
  waitForMail(surroundings.E2E_MAIL_FOLDER, address, after);

/** Collects what the pages of a context complain of: scripts that fail, and everything that the policy blocks. */
function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
  });
  return complaints;
}

function expectNone(complaints: string[], expected: RegExp) {
  expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
}
