/** Runs once, when a server starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { runJobs } = await import("@/lib/jobs/worker");
  void runJobs();
  // The server process answers for images without Next.
  const { deliver } = await import("@/lib/http/delivery/deliver");
  Object.assign(globalThis, { apertureDeliver: deliver });
}
