import { parseArgs } from 'node:util';
import { DatabaseNotEmptyError, seed } from '../seed/seed.ts';
import { CliError } from './cli-error.ts';
import { loadKeys } from '../signing/load-keys.ts';
import type { Command } from './command.ts';
import { readOrigins } from './read-origins.ts';
import { explained } from './serving-keys.ts';
import { settingsHelp } from './settings.ts';
import { withDatabase } from './with-database.ts';

/** `fupin-registry seed` */
export const seedCommand: Command = {
  summary: 'fill an empty database with a demo',
  help: `\
Usage: fupin-registry seed [--origin URL]…

Fills an empty database once with a demo: products of all 22 provinces, invented suppliers, certificates of which some are
expired, suspended and withdrawn, outlets, listings and a month of sales. Run again, it changes none of that. Each time it
licenses the origins given for the demo's main outlet, and makes sure that demo.json and demo-keys.json (mode 0600) are in
the data folder, and keys to sign with: those of a sandbox where there are none.

Options:
  --origin URL  origin of the shop that is to show the main outlet's badges, such as http://127.0.0.1:5173; may be repeated

${settingsHelp}`,

  async run({ parameters, settings, print, note }) {
    const { values } = parseArgs({
      args: [...parameters],
      options: { origin: { type: 'string', multiple: true } },
      strict: true,
    });
    const origins = readOrigins(values.origin);
    const { dataFolder } = settings;
    const { rootKeyId, warnings } = await explained(() => loadKeys(settings.keyPlaces, new Date()));
    for (const warning of warnings) note(`\n${warning}\n`);
    const counts = await withDatabase(settings.database, async (database) => {
      try {
        return await seed(database, { dataFolder, origins, rootKeyId, now: new Date() });
      } catch (error) {
        if (error instanceof DatabaseNotEmptyError) throw new CliError(error.message);
        throw error;
      }
    });
    print(
      counts.products === 0
        ? 'The demo is there already.'
        : `Seeded ${counts.products} products, ${counts.certificates} certificates, ${counts.outlets} outlets, ` +
            `${counts.listings} listings and ${counts.saleLines} sale lines.`,
    );
    if (origins.length > 0)
      print(`Licensed to show the main outlet's badges: ${origins.join(', ')}`);
    print(`demo.json and demo-keys.json are in ${dataFolder}`);
    return 0;
  },
};
