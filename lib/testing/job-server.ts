// A server that does what has to be done and answers nobody, for tests that kill one. Prints a port, as the others do.
// `BEGINS=when told` has it wait, because starting takes longer than much of what is tried.
import { runJobs } from "@/lib/jobs/worker";

const begin = () => void runJobs();
if (process.env.BEGINS === "when told") process.once("message", begin);
else begin();
process.stdout.write("0");
process.on("disconnect", () => process.exit());
