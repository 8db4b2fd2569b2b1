import { spawnSync } from "node:child_process";
import fs from "node:fs";

const EVERY_MS = 500;

/**
 * Calls back once the npm that started this process is gone, or the shell between the two. A killed npm cannot pass
 * the signal on, and nobody would know of us any more.
 * @param {() => void} callback
 */
export function onStarterGone(callback) {
  const starters = [process.ppid, parentOf(process.ppid)].filter((pid) => pid > 1);
  const timer = setInterval(() => {
    if (starters.every(isAlive)) return;
    clearInterval(timer);
    callback();
  }, EVERY_MS);
  timer.unref();
}

function parentOf(pid) {
  if (process.platform === "win32") return 0;
  if (process.platform !== "linux") return Number(spawnSync("ps", ["-o", "ppid=", "-p", String(pid)]).stdout);
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
