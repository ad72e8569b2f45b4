/** Where the registry writes what only its operator may see. Nothing passed to it holds a key or a body. */
export interface Logger {
  error(message: string, details: Readonly<Record<string, unknown>>): void;
}

/** Writes one line of JSON an entry to the standard error stream. */
export const jsonLogger: Logger = {
  error(message, details) {
    const entry = { time: new Date().toISOString(), level: 'error', message, ...details };
    process.stderr.write(`${JSON.stringify(entry)}\n`);
  },
};
