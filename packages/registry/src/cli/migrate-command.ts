import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { settingsHelp } from './settings.ts';
import { withDatabase, withoutPassword } from './with-database.ts';

/** `fupin-registry migrate` */
export const migrateCommand: Command = {
  summary: 'bring the database to this version',
  help: `\
Usage: fupin-registry migrate

Makes the tables, or brings them to this version. Every other command does so as well when it opens the database; run it
by itself where that is a step of its own, such as before several registries start on one PostgreSQL database.

${settingsHelp}`,

  async run({ parameters, settings, print }) {
    parseArgs({ args: [...parameters], options: {}, strict: true });
    await withDatabase(settings.database, () => Promise.resolve());
    print(`The database ${withoutPassword(settings.database)} is at this version.`);
    return 0;
  },
};
