// A server that delivers images and does nothing else, for tests that stop or kill one. Prints its port.
import http from "node:http";
import { deliver } from "@/lib/http/delivery/deliver";
import { renderer } from "@/lib/delivery/renderer";

const server = http.createServer((request, response) => void deliver(request, response, { isOurHost: true }));
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(String((server.address() as { port: number }).port));
});
process.on("disconnect", () => {
  renderer().stop();
  process.exit();
});
