// One contender of a bench in a process of its own: tells its answers, then measures whenever it is asked to.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";
import { ROOT } from "./run.mjs";

register();

const [file, name] = process.argv.slice(2);
const { bench } = await import(pathToFileURL(path.join(ROOT, file)).href);
const { answers, measure } = await bench.contenders[name]();

process.on("message", async () => process.send(await measure()));
process.send(answers);
