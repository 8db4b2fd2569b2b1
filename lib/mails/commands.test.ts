import { sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemDb, withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { sendDueMails, sendMail, writeMail } from "@/lib/mails/commands";
import type { Mail } from "@/lib/mails/templates";

useTestDatabase();

const received: { to: string[]; raw: string }[] = [];
let refusing = false;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onMailFrom: (_address, _session, answer) => answer(refusing ? new Error("Try again later.") : null),
  onData(stream, session, answer) {
    let raw = "";
    stream.on("data", (part) => (raw += part));
    stream.on("end", () => {
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
      answer();
    });
  },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as { port: number };
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
});
afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)));
beforeEach(() => {
  received.length = 0;
  refusing = false;
});

const mail: Mail = {
  template: "sign-in",
  props: { url: "http://localhost:3000/x", minutes: 10, device: "Firefox on Linux" },
};
const write = (to: string) => withSystem((tx) => writeMail(tx, { accountId: null, to, ...mail }));
const rows = (to: string) =>
  systemDb().execute<{ id: string; sent: boolean; props: object; attempts: number }>(
    sql`select id, sent_at is not null as sent, props, attempts from mails where "to" = ${to}`,
  );
const jobs = () => systemDb().execute(sql`select * from graphile_worker.jobs`);

test("a mail goes to its one address, as text and HTML, and its words are blanked", async () => {
  await write("dana@example.com");
  await sendDueMails();
  expect(received).toHaveLength(1);
  expect(received[0]?.to).toEqual(["dana@example.com"]);
  expect(received[0]?.raw).toContain("http://localhost:3000/x");
  expect(received[0]?.raw).toContain("text/html");
  expect(await rows("dana@example.com")).toMatchObject([{ sent: true, props: {} }]);
});

test("what is rolled back is never mailed", async () => {
  const failing = withSystem(async (tx) => {
    await writeMail(tx, { accountId: null, to: "nobody@example.com", ...mail });
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await sendDueMails();
  expect(received).toHaveLength(0);
});

test("a mail server that refuses only delays", async () => {
  refusing = true;
  await write("priya@example.com");
  await sendDueMails();
  expect(await rows("priya@example.com")).toMatchObject([{ sent: false, attempts: 1 }]);
  await sendDueMails();
  expect(await rows("priya@example.com")).toMatchObject([{ attempts: 1 }]);
  refusing = false;
  await systemDb().execute(sql`update mails set due_at = now()`);
  await sendDueMails();
  expect(received.map(({ to }) => to)).toEqual([["priya@example.com"]]);
});

test("twenty senders at once send it once", async () => {
  await write("lea@example.com");
  const [row] = await rows("lea@example.com");
  await Promise.all(Array.from({ length: 20 }, () => sendMail(row?.id ?? "")));
  expect(received).toHaveLength(1);
});

test("the job stands in the queue with the mail, out of reach of the application's roles", async () => {
  await expect(jobs()).rejects.toMatchObject({ cause: { code: "42501" } });
});
