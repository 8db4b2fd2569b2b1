import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll } from "vitest";

/**
 * Servers of one program, each a process of its own; those that are left at the end are killed.
 *
 * @param program its place in the project; prints its port once it answers
 */
export function useServerProcesses(program: string) {
  const running = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of running) child.kill("SIGKILL");
  });

  return async (settings: Record<string, string> = {}) => {
    const child = spawn(
      process.execPath,
      ["--conditions=react-server", "--import=tsx", path.join(process.cwd(), program)],
      { env: { ...process.env, ...settings }, stdio: ["ignore", "pipe", "inherit", "ipc"] },
    );
    running.add(child);
    const [said] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    return {
      /** Without a slash at its end. */
      url: `http://127.0.0.1:${Number(said)}`,
      /** That it may begin, where it was told to wait. */
      begin: () => void child.send("begin"),
      async kill() {
        child.kill("SIGKILL");
        await once(child, "exit");
        running.delete(child);
      },
    };
  };
}
