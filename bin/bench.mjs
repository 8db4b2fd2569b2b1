// Runs the benches that stand beside the code as <name>.bench.ts: all of them, or those named. Writes nothing. Modules
// load as in the server, which is why `npm run bench` names the condition by which they know it.
import { fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";
import { ROOT } from "./run.mjs";

/**
 * @typedef {number | { atLeast: number }} Figure the lower the better; the second where something was cut off
 * @typedef {Record<string, Figure>} Figures
 * @typedef {{ answers: string, measure: () => Figures | Promise<Figures> }} Contender equal answers prove equal work
 * @typedef {object} Bench
 * @property {string} title
 * @property {string} method
 * @property {number} rounds
 * @property {string[]} packages those whose versions matter
 * @property {Record<string, () => Contender | Promise<Contender>>} contenders the others are compared with the first
 * @property {() => Promise<Ground>} [prepare] what all contenders share
 *
 * @typedef {{ env: Record<string, string>, end: () => Promise<void> }} Ground
 */

const METHOD =
  "Each contender has a process of its own. They measure in turn, round after round, there and back; the first is dropped.\n" +
  "Figures are medians of the rounds; in brackets the multiple of the first contender, the least and the most of a round.\n" +
  "≥: something was cut off, and counts for as long as it was waited for.";

const median = (/** @type {number[]} */ numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const isBound = (/** @type {Figure} */ figure) => typeof figure === "object";
const numberOf = (/** @type {Figure} */ figure) => (isBound(figure) ? figure.atLeast : figure);

const short = (/** @type {number} */ number) => number.toLocaleString("en", { maximumSignificantDigits: 3 });

/** @returns {Map<string, string>} the file of each bench by its name */
function findBenches() {
  const files = fs.readdirSync(path.join(ROOT, "lib"), { recursive: true, encoding: "utf8" });
  const benches = files.filter((file) => file.endsWith(".bench.ts"));
  return new Map(benches.map((file) => [path.basename(file, ".bench.ts"), path.join("lib", file)]));
}

/** @param {string} file @param {string} name @param {Record<string, string>} env */
function startContender(file, name, env) {
  const program = path.join(import.meta.dirname, "contender.mjs");
  const execArgv = [...process.execArgv, "--expose-gc"];
  const child = fork(program, [file, name], { cwd: ROOT, execArgv, env: { ...process.env, ...env } });
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`${name} ended with ${code}.`)));
  // Ending is the plan once all rounds are measured.
  ended.catch(() => {});
  const answer = () => Promise.race([once(child, "message").then(([message]) => message), ended]);
  return {
    name,
    answers: answer(),
    end: () => child.connected && child.disconnect(),
    measure() {
      child.send("measure");
      return answer();
    },
  };
}

/** @returns {Promise<{ name: string, rounds: Figures[] }[]>} */
async function measureInTurn(/** @type {string} */ file, /** @type {Bench} */ bench) {
  const ground = await bench.prepare?.();
  const contenders = [];
  try {
    let first;
    for (const name of Object.keys(bench.contenders)) {
      const contender = startContender(file, name, ground?.env ?? {});
      contenders.push(contender);
      // One after the other: a slow one must not make another one's questions take too long.
      const answers = await contender.answers;
      first ??= answers;
      if (answers !== first) throw new Error(`${name} answers differently from ${contenders[0].name}.`);
    }

    const measured = contenders.map(({ name }) => ({ name, rounds: [] }));
    for (let round = 0; round <= bench.rounds; round++)
      for (const [i, contender] of inOrder([...contenders.entries()], round)) {
        const figures = await contender.measure();
        if (round > 0) measured[i].rounds.push(figures);
      }
    return measured;
  } finally {
    for (const contender of contenders) contender.end();
    await ground?.end();
  }
}

/** Whoever comes first in one round comes last in the next, so that a machine that slows down slows all alike. */
const inOrder = (/** @type {[number, ReturnType<typeof startContender>][]} */ all, /** @type {number} */ round) =>
  round % 2 === 0 ? all : all.toReversed();

/** @returns {string[][]} a head, then one line a contender */
function tableOf(/** @type {{ name: string, rounds: Figures[] }[]} */ measured) {
  const [first] = measured;
  const names = Object.keys(first.rounds[0]);
  const cell = (contender, name) => {
    const figures = contender.rounds.map((round) => numberOf(round[name]));
    const bound = contender.rounds.some((round) => isBound(round[name])) ? "≥ " : "";
    const figure = bound + short(median(figures));
    if (contender === first) return figure;
    if (first.rounds.some((round) => isBound(round[name]))) return `${figure} (?)`;
    const times = figures.map((number, i) => number / numberOf(first.rounds[i][name]));
    const spread = [...new Set([Math.min(...times), Math.max(...times)].map(short))].join("–");
    return `${figure} (${bound}${spread}×)`;
  };
  return [
    ["", ...names],
    ...measured.map((contender) => [contender.name, ...names.map((name) => cell(contender, name))]),
  ];
}

function print(/** @type {string[][]} */ table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
  for (const [name, ...cells] of table)
    console.log([name.padEnd(widths[0]), ...cells.map((cell, i) => cell.padStart(widths[i + 1]))].join("  "));
}

const versionOf = (/** @type {string} */ name) =>
  JSON.parse(fs.readFileSync(path.join(ROOT, "node_modules", name, "package.json"), "utf8")).version;

async function runBench(/** @type {string} */ file) {
  const { bench } = await import(pathToFileURL(path.join(ROOT, file)).href);
  console.log(`\n${bench.title}\n${bench.method}\n`);
  print(tableOf(await measureInTurn(file, bench)));
  console.log(`\n${bench.packages.map((name) => `${name} ${versionOf(name)}`).join(", ")}`);
}

const benches = findBenches();
const names = process.argv.length > 2 ? process.argv.slice(2) : [...benches.keys()];
const unknown = names.find((name) => !benches.has(name));
if (unknown) {
  console.error(`There is no bench "${unknown}". There are: ${[...benches.keys()].join(", ")}.`);
  process.exit(2);
}

register();
const [cpu] = os.cpus();
console.log(`${os.cpus().length} × ${cpu.model}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.arch()}`);
console.log(`Node ${process.versions.node}, load ${short(os.loadavg()[0])}\n\n${METHOD}`);
for (const name of names) await runBench(benches.get(name));
