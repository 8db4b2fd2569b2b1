type Fields = Record<string, string | number | boolean | null | undefined>;

const write = (level: "info" | "warn" | "error", event: string, fields: Fields) =>
  console[level](JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }));

/** One JSON line an event, in UTC. Give names and identifiers, never secrets or what people typed. */
export const log = {
  info: (event: string, fields: Fields = {}) => write("info", event, fields),
  warn: (event: string, fields: Fields = {}) => write("warn", event, fields),
  /** A fault: something that nobody expected. The stack stays here; the reader gets the request id. */
  fault: (event: string, error: unknown, fields: Fields = {}) =>
    write("error", event, {
      ...fields,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
};
