// Removes a folder when the process that started it lets go of it or is killed. The PostgreSQL server in the folder, where one
// still runs, is ended without ceremony: nobody will read what it holds.
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isPostmaster, readPidFile } from "./embedded-cluster.mjs";

const END_MS = 10_000;
const [folder] = process.argv.slice(2);
const data = path.join(folder, "postgres");

async function remove() {
  const server = readPidFile({ data });
  const runs = () => server && isPostmaster(server.pid, data);
  if (runs()) process.kill(server.pid, "SIGQUIT");
  for (const deadline = Date.now() + END_MS; runs() && Date.now() < deadline;) await sleep(50);
  fs.rmSync(folder, { recursive: true, force: true });
}

if (process.connected) process.once("disconnect", remove);
else await remove(); // it let go before this process listened
