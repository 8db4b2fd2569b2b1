import http from "node:http";

/**
 * Next answers a method that a route does not have with an empty 405. In the API that becomes a problem (RFC 9457) with
 * the methods that there are, which Next itself names to OPTIONS.
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 */
export function explainWrongMethod(request, response) {
  const end = response.end.bind(response);
  response.end = (...given) => {
    if (response.statusCode !== 405 || response.headersSent) return end(...given);
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
