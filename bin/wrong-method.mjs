import http from "node:http";

/**
 * Next answers a method that a route does not have with an empty 405. In the API that becomes a problem (RFC 9457) with
 * the methods that there are, which Next itself names to OPTIONS.
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 */
export function explainWrongMethod(request, response) {
  const flushHeaders = response.flushHeaders.bind(response);
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);
  let explained = false;
  const isWrong = () => response.statusCode === 405 && !explained;
  // Next and its compression send the head before they end the answer.
  response.flushHeaders = () => {
    if (!isWrong()) flushHeaders();
  };
  response.writeHead = (...given) => (isWrong() ? response : writeHead(...given));
  response.end = (...given) => {
    if (!isWrong()) return end(...given);
    void methodsOf(request).then((allow) => {
      const problem = {
        type: "about:blank",
        title: "Method not allowed",
        status: 405,
        detail: `This address takes ${allow}.`,
        code: "method_not_allowed",
        request_id: response.getHeader("X-Request-Id"),
      };
      response.setHeader("Allow", allow);
      response.setHeader("Content-Type", "application/problem+json");
      response.setHeader("Cache-Control", "no-store");
      explained = true;
      end(JSON.stringify(problem));
    });
    return response;
  };
}

/** @returns {Promise<string>} as in "GET, HEAD, OPTIONS, PATCH" */
function methodsOf({ url, headers, socket }) {
  return new Promise((resolve) => {
    const own = { host: "127.0.0.1", port: socket.localPort, path: url, headers: { host: headers.host } };
    const asked = http.request({ ...own, method: "OPTIONS" }, (answer) => {
      answer.resume();
      resolve(answer.headers.allow ?? "OPTIONS");
    });
    asked.on("error", () => resolve("OPTIONS"));
    asked.end();
  });
}
