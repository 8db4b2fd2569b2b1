import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";

type Disk = { folder: string; remove: () => Promise<void> };

/**
 * A disk of so many megabytes, mounted in a name space of a process that does nothing else, which whoever started it may
 * look into: so that no test has to be root's. It goes with `remove`, and with this process.
 *
 * @param owner of the disk, where it is not who runs the tests
 * @returns null where the system allows nobody such a name space, or is not Linux
 */
export async function makeSmallDisk(megabytes: number, owner?: { uid: number; gid: number }): Promise<Disk | null> {
  const place = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-disk-"));
  if (owner) await fs.chown(place, owner.uid, owner.gid);
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && echo mounted && exec cat`;
  const holder = spawn("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", mount, place], {
    stdio: ["pipe", "pipe", "ignore"],
    ...owner,
  });
  const ended = new Promise<void>((resolve) =>
    holder.once("error", resolve as () => void).once("close", () => resolve()),
  );
  const remove = async () => {
    holder.stdin.end();
    await ended;
    await fs.rm(place, { recursive: true, force: true });
  };
  const isMounted = await Promise.race([once(holder.stdout, "data").then(() => true), ended.then(() => false)]);
  if (isMounted) return { folder: `/proc/${holder.pid}/root${place}`, remove };
  await remove();
  return null;
}
