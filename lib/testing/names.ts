import dgram from "node:dgram";

const TXT = 16;
const HEADER_BYTES = 12;

/** A name server that knows the TXT records it is told of. `port`: 0 for one that is free. */
export async function openNameServer(port = 0) {
  const records = new Map<string, string[]>();
  const server = dgram.createSocket("udp4");
  server.on("message", (query, { port: askedFrom, address }) =>
    server.send(answerTo(query, records), askedFrom, address),
  );
  await new Promise<void>((resolve) => server.bind(port, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${server.address().port}`,
    add: (name: string, value: string): void => void records.set(name, [...(records.get(name) ?? []), value]),
    close: (): void => void server.close(),
  };
}

/** RFC 1035, section 4: the question once more, and a record for each value; a name that is unknown has none. */
function answerTo(query: Buffer, records: ReadonlyMap<string, string[]>): Buffer {
  const { name, end } = nameIn(query);
  const question = query.subarray(HEADER_BYTES, end + 4);
  const values = query.readUInt16BE(end) === TXT ? (records.get(name) ?? []) : [];
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(values.length > 0 ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(values.length, 6);
  return Buffer.concat([header, question, ...values.map(txtRecord)]);
}

function nameIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

/** Its name is the one that is asked for, at byte 12. */
function txtRecord(value: string): Buffer {
  const head = Buffer.from([0xc0, HEADER_BYTES, 0, TXT, 0, 1, 0, 0, 0, 0, 0, value.length + 1, value.length]);
  return Buffer.concat([head, Buffer.from(value, "latin1")]);
}
