// A server that does what has to be done and answers nobody, for tests that kill one. Prints a port, as the others do.
import { runJobs } from "@/lib/jobs/worker";

void runJobs();
process.stdout.write("0");
process.on("disconnect", () => process.exit());
