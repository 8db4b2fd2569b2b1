import fs from "node:fs/promises";
import { AppError } from "@/lib/errors";
import { type ImportedUser, type ImportReport, importLegacy } from "@/lib/legacy/commands";
import { type Fault, readLegacyFile } from "@/lib/legacy/input";
import { PERMISSIONS, type Permission } from "@/lib/permissions/permissions";
import { type Answer, type Command, readArgs } from "./command";
import { operatorOf, table } from "./operator";

export const importLegacyCommand: Command = {
  usage: "FILE [--apply] [--account SLUG]",
  does: "tells what a CSV or JSON list of owner, user, billing and read_only would change; --apply changes it",
  async run(args) {
    const options = { apply: { type: "boolean" }, account: { type: "string" } } as const;
    const { values, positionals } = readArgs(args, options, { words: 1 });
    const [path = ""] = positionals;
    const file = readLegacyFile(await readText(path));
    if (file.faults.length > 0) return refusal(path, file.faults);
    const report = await importLegacy(await operatorOf(values.account), file, { apply: values.apply ?? false });
    return { data: report, lines: linesOf(report) };
  },
};

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await fs.readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AppError(
      "invalid",
      code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read as UTF-8 text.`,
    );
  }
}

function refusal(path: string, faults: readonly Fault[]): Answer {
  const detail = `Nothing was imported: ${faults.length} of the lines of ${path} cannot be read.`;
  return {
    data: {
      error: {
        code: "invalid",
        detail,
        fields: faults.map(({ line, list, says }) => ({ path: `${list}.${line}`, message: says })),
      },
    },
    lines: [detail, ...table(faults.map(({ line, list, says }) => [`line ${line}`, list, says]))],
    refused: true,
  };
}

function linesOf({ applied, users, keys }: ImportReport): string[] {
  const changes =
    users.filter(({ outcome }) => outcome !== "unchanged").length +
    keys.filter(({ outcome }) => outcome === "new").length;
  return [
    ...table([
      ...users.map((user) => [`line ${user.line}`, user.email, user.outcome, saidOf(user)]),
      ...keys.map(({ line, name, owner, outcome }) => [
        `line ${line}`,
        `key ${name}`,
        outcome,
        `belongs to ${owner}, with all permissions`,
      ]),
    ]),
    applied
      ? `${changes} of ${users.length + keys.length} were imported.`
      : `Nothing was changed. With --apply, ${changes} of ${users.length + keys.length} will be.`,
  ];
}

function saidOf({ before, after, gained, lost }: ImportedUser): string {
  if (before === null || before === after) return after;
  const parts = [`${before} → ${after}`];
  if (gained.length > 0) parts.push(`gains ${labelsOf(gained)}`);
  if (lost.length > 0) parts.push(`loses ${labelsOf(lost)}`);
  return parts.join("; ");
}

const labelsOf = (permissions: readonly Permission[]) => permissions.map((id) => PERMISSIONS[id].label).join(", ");
