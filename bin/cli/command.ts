import { parseArgs, type ParseArgsConfig } from "node:util";

/** What a command has to say: to a program as data, to a person as lines. */
export type Answer = { data: unknown; lines: readonly string[]; refused?: boolean };

export type Command = {
  /** What follows its name, as in `create --name NAME --slug SLUG`. */
  usage: string;
  does: string;
  run: (args: string[]) => Promise<Answer>;
  /** Takes the database as it is; for every other command it is brought to the newest schema first. */
  takesAnySchema?: true;
};

/** The words after the command make no sense; the caller is shown how it is used. */
export class UsageError extends Error {}

/**
 * Reads what follows a command's name; anything that it does not know is a usage error.
 * @param words how many words stand there beside the options
 */
export function readArgs<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: Options,
  { words = 0 } = {},
) {
  const read = parse(args, options);
  const { positionals } = read;
  if (positionals.length > words) throw new UsageError(`${positionals[words]} is one word too many.`);
  if (positionals.length < words) throw new UsageError("A word is missing.");
  return read;
}

function parse<Options extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
