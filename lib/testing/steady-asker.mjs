// Asks a server for one address so many times a second, from a process of its own; where so many wait for an answer that no
// server would be asked by more, it waits as well. Told of a change, it says of every answer which change its request began
// after, and speaks up once there are a hundred of them.
import http from "node:http";

const ENOUGH = 100;
const MOST_OPEN = 50;
const [url, rate] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 1000 });
/** @type {Map<string, Map<string, number>>} how often each answer came, by the change */
const seen = new Map();
const times = /** @type {number[]} */ ([]);
let current = "";
let asked = 0;
let open = 0;
let isOver = false;

function ask() {
  const after = current;
  const begun = performance.now();
  asked++;
  open++;
  const note = (/** @type {string} */ answer) => {
    times.push(performance.now() - begun);
    const answers = seen.get(after) ?? new Map();
    seen.set(after, answers.set(answer, (answers.get(answer) ?? 0) + 1));
    if ([...answers.values()].reduce((sum, count) => sum + count, 0) === ENOUGH) process.send?.({ enough: after });
    open--;
    tellWhenOver();
  };
  http
    .get(url, { agent }, (response) => {
      response.resume();
      response.on("end", () => note(`${response.statusCode} ${response.headers.etag}`));
    })
    .on("error", (error) => note(error.message));
}

const start = performance.now();
const timer = setInterval(() => {
  const due = ((performance.now() - start) / 1000) * Number(rate);
  while (asked < due && open < MOST_OPEN) ask();
}, 2);

function tellWhenOver() {
  if (!isOver || open > 0) return;
  const seconds = (performance.now() - start) / 1000;
  const p99 = times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)];
  const answers = [...seen].flatMap(([after, all]) => [...all].map(([answer, count]) => ({ after, answer, count })));
  process.send?.({ load: { asked, seconds, p99, answers } }, () => process.exit());
}

process.on("message", (/** @type {{ change: string } | "end"} */ message) => {
  if (message !== "end") {
    current = message.change;
    return;
  }
  clearInterval(timer);
  isOver = true;
  tellWhenOver();
});
process.on("disconnect", () => process.exit());
