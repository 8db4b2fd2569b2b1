import { randomUUID } from "node:crypto";
import fs from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = { to: string[]; subject: string; text: string; receivedAt: number };

/** A mail server that keeps what it gets as files, which the workers of the tests can read. */
export async function startMailServer(folder: string) {
  fs.mkdirSync(folder, { recursive: true });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        keep(folder, { to, ...read(Buffer.concat(chunks).toString()), receivedAt: Date.now() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise<void>((resolve) => server.close(resolve)) };
}

/** Renamed into place when whole, so that a reader never sees half a file. */
function keep(folder: string, mail: ReceivedMail) {
  const file = path.join(folder, `${mail.receivedAt}-${randomUUID()}`);
  fs.writeFileSync(file, JSON.stringify(mail));
  fs.renameSync(file, `${file}.json`);
}

/** The oldest mail to the address that came after the moment; waits up to half a minute for it. */
export async function waitForMail(folder: string, address: string, after = 0): Promise<ReceivedMail> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50)) {
    const found = allMails(folder).find((mail) => mail.receivedAt > after && mail.to.includes(address));
    if (found) return found;
  }
  throw new Error(`No mail came to ${address}.`);
}

const allMails = (folder: string): ReceivedMail[] =>
  fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8")) as ReceivedMail);

/** The first link of a mail. */
export function linkIn(mail: ReceivedMail): string {
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0];
  if (!link) throw new Error(`The mail "${mail.subject}" holds no link.`);
  return link;
}

/** The subject and the plain text of a message as it comes over the wire. */
function read(message: string): { subject: string; text: string } {
  const subject = /^Subject: (.*(?:\r?\n[ \t].*)*)/m.exec(message)?.[1] ?? "";
  const part = /Content-Type: text\/plain[^]*?\r?\n\r?\n([^]*?)(?:\r?\n--|$)/i.exec(message);
  const encoding = /Content-Transfer-Encoding: ([\w-]+)/i.exec(part?.[0] ?? "")?.[1] ?? "7bit";
  return { subject: readWords(subject), text: decode(part?.[1] ?? "", encoding.toLowerCase()) };
}

/** A header line: its folds taken out, and its encoded words read. */
const readWords = (header: string) =>
  header
    .replace(/\r?\n[ \t]/g, " ")
    .replace(/(\?=) (?==\?)/g, "$1")
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b" ? decode(word, "base64") : decode(word.replaceAll("_", " "), "quoted-printable"),
    );

function decode(text: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(text, "base64").toString();
  if (encoding !== "quoted-printable") return text;
  const bytes = text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
