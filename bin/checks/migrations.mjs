import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { packaged, ROOT, Refusal, run } from "../run.mjs";

/** Refuses when the migrations do not lead to the schema of the code: writes the next one into a copy and looks for it. */
export async function checkMigrations() {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "aperture-migrations-"));
  const folder = path.join(temporary, "drizzle");
  try {
    fs.cpSync(path.join(ROOT, "drizzle"), folder, { recursive: true });
    const before = fs.readdirSync(folder);
    const out = path.relative(ROOT, folder); // the tool takes every path as one below the current folder
    const schema = ["--dialect=postgresql", "--schema=./db/schema", "--casing=snake_case"];
    await run(packaged("drizzle-kit/bin.cjs", "generate", ...schema, `--out=${out}`));
    const added = fs.readdirSync(folder).filter((name) => !before.includes(name));
    if (added.length) throw new Refusal(fs.readFileSync(path.join(folder, added[0]), "utf8"));
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}
