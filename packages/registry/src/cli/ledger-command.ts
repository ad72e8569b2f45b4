import { recountLedger, type RecountProgress } from '../ledger/recount-ledger.ts';
import { usageError } from './cli-error.ts';
import type { Command, CommandContext } from './command.ts';
import { settingsHelp } from './settings.ts';
import { withDatabase } from './with-database.ts';

const differs = 1;
const noteEveryMs = 2000;

/** `fupin-registry ledger` */
export const ledgerCommand: Command = {
  summary: 'count the ledger again and compare its figures with its lines',
  help: `\
Usage: fupin-registry ledger check

Counts every sale line again that is in the ledger's figures, and compares each figure that is kept with what its lines come to.
Figures don't advance meanwhile; with SQLite, stop the registry first. Lines that came since are counted at the next turn.

Ends with 0 where all figures are right, 1 where one is not (the first of them are named).

${settingsHelp}`,

  async run(context) {
    const [action, ...others] = context.parameters;
    if (action === 'check' && others.length === 0) return check(context);
    throw usageError(
      `ledger ${context.parameters.join(' ')}: expected check. See fupin-registry ledger --help`,
    );
  },
};

async function check({ settings, print, note }: CommandContext): Promise<number> {
  return withDatabase(settings.database, async (database) => {
    const { lines, rows, differences, examples } = await recountLedger(
      database,
      progressNote(note),
    );
    const compared = `${lines.toLocaleString('en')} lines, ${rows.toLocaleString('en')} sums compared`;
    if (differences === 0) {
      print(`The ledger is right: ${compared}.`);
      return 0;
    }
    note(`WRONG: ${differences.toLocaleString('en')} of the sums; ${compared}.`);
    for (const { scope, dimension, period, member, sum, kept, counted } of examples) {
      const whose = scope === '' ? 'all' : scope;
      note(
        `${[whose, dimension, member, period].filter(Boolean).join(', ')}: ${sum} is kept as ${kept}, the lines come to ${counted}`,
      );
    }
    return differs;
  });
}

function progressNote(note: (line: string) => void): (progress: RecountProgress) => void {
  let notedAt = performance.now();
  return ({ outlets, totalOutlets, lines }) => {
    const now = performance.now();
    if (now - notedAt < noteEveryMs) return;
    notedAt = now;
    note(`${outlets} of ${totalOutlets} outlets, ${lines.toLocaleString('en')} lines`);
  };
}
