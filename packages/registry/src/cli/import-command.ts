import { parseArgs } from 'node:util';
import { columnNames, columns } from '../import/columns.ts';
import { importDirectory, type ImportResult } from '../import/import-directory.ts';
import { ImportError } from '../import/import-error.ts';
import { CliError, usageError } from './cli-error.ts';
import type { Command } from './command.ts';
import { progressBar } from './progress-bar.ts';
import { settingsHelp } from './settings.ts';
import { withDatabase } from './with-database.ts';

/** `fupin-registry import` */
export const importCommand: Command = {
  summary: 'bring a directory file (CSV or JSON Lines) into the registry',
  help: `\
Usage: fupin-registry import FILE

Reads CSV (separated by commas, semicolons or tabs) or JSON Lines, in UTF-8 or GB 18030. Good rows are stored; every bad
one is reported by line, column, value and reason in FILE.errors.csv. Run again, it changes only what differs. Ends with
status 0 where every row was good, 1 where any was not.

Columns (* needed; countyCode or county is):
${columnNames.map(columnLine).join('\n')}

${settingsHelp}`,

  async run({ parameters, settings, print }) {
    const { positionals } = parseArgs({
      args: [...parameters],
      options: {},
      allowPositionals: true,
      strict: true,
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0)
      throw usageError('import needs one file: fupin-registry import FILE');
    const bar = progressBar(process.stderr);
    const result = await withDatabase(settings.database, async (database) => {
      try {
        return await importDirectory(database, file, {
          now: new Date(),
          onProgress: (progress) => {
            bar.show(progress);
          },
        });
      } catch (error) {
        if (error instanceof ImportError) throw new CliError(error.message);
        throw error;
      } finally {
        bar.end();
      }
    });
    for (const line of report(file, result)) print(line);
    return result.refused > 0 ? 1 : 0;
  },
};

function columnLine(name: keyof typeof columns): string {
  const { chinese, isRequired, meaning } = columns[name];
  return `  ${isRequired ? '*' : ' '} ${name} ${chinese.join(' / ')}: ${meaning}`;
}

function report(file: string, result: ImportResult): string[] {
  const { rows, added, updated, unchanged, repeated, refused, errorFile } = result;
  const count = (number: number) => number.toLocaleString('en');
  const lines = [
    `${file}: ${count(rows)} rows. New ${count(added)}, updated ${count(updated)}, unchanged ${count(unchanged)}` +
      (repeated > 0 ? `, repeated ${count(repeated)}` : '') +
      `, refused ${count(refused)}.`,
  ];
  if (errorFile)
    lines.push(
      `What is wrong with the refused rows is in ${errorFile}. Mend them and import the file again.`,
    );
  return lines;
}
