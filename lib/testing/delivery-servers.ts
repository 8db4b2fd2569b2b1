import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll } from "vitest";

type Started = { databaseUrl?: string; cache: string };

/** Servers that deliver images, each a process of its own; those that are left at the end are killed. */
export function useDeliveryServers() {
  const running = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of running) child.kill("SIGKILL");
  });

  /** @param cache folder of its cache */
  return async ({ databaseUrl = process.env.DATABASE_URL, cache }: Started) => {
    const program = path.join(process.cwd(), "lib/testing/delivery-server.ts");
    const child = spawn(process.execPath, ["--conditions=react-server", "--import=tsx", program], {
      env: { ...process.env, DATABASE_URL: databaseUrl, APERTURE_CACHE: cache },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    running.add(child);
    const [said] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    return {
      /** Without a slash at its end. */
      url: `http://127.0.0.1:${Number(said)}`,
      async kill() {
        child.kill("SIGKILL");
        await once(child, "exit");
        running.delete(child);
      },
    };
  };
}
