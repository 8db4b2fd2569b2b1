// A server that takes pieces of one member's uploads and does nothing else, for tests that need several. Prints its port.
// A piece is the body of `POST /{id}/{offset}`.
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { ActorAccount } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { asMember } from "@/lib/testing/studio";
import { receiveBytes } from "@/lib/uploads/commands/receive-upload";

const account = JSON.parse(process.env.TEST_ACCOUNT ?? "") as ActorAccount;
const member = await asMember(account, process.env.TEST_MEMBER ?? "");
const server = http.createServer(async (request, response) => {
  const [, id = "", offset] = request.url?.split("/") ?? [];
  const answer = await receiveBytes(member, id, { offset: Number(offset), body: request, checksum: null }).catch(
    (error: unknown) => ({ refused: error instanceof AppError ? error.code : String(error) }),
  );
  response.end(JSON.stringify(answer));
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(String((server.address() as AddressInfo).port));
});
process.on("disconnect", () => process.exit());
