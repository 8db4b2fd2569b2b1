// Loaded into the server before anything else: when the process that started it is killed, the server drains and ends
// too, and leaves no port taken.
const DRAIN_MS = 10_000;

process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
});
