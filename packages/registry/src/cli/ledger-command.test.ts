import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openDatabase } from '../database/open-database.ts';
import { createLedgerWorker } from '../ledger/ledger-worker.ts';
import { bookLines, madeUpLine } from '../testing/random-ledger.ts';
import { fillDirectory } from '../testing/sample-directory.ts';
import { runCli } from './run-cli.ts';

test('ledger check ends with 0 where every sum is right, and with 1 where it names one that is not', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'fupin-ledger-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'registry.db');
  const database = await openDatabase(file);
  await fillDirectory(database);
  const lines = fc.sample(madeUpLine, { numRuns: 20, seed: 5 });
  await bookLines(database, lines, { linesAtOnce: 5, firstLeaf: 0 });
  await createLedgerWorker({ database }).turn();
  await database.close();
  const run = async (...parameters: readonly string[]) => {
    const texts: string[] = [];
    const note = (line: string) => texts.push(line);
    const environment = { FUPIN_DATA_DIR: folder };
    const code = await runCli(parameters, environment, { out: note, error: note });
    return { code, text: texts.join('\n') };
  };
  const right = await run('ledger', 'check');
  assert.equal(right.code, 0, right.text);
  assert.match(right.text, /The ledger is right: 20 lines, \d+ sums compared/);

  const spoiled = await openDatabase(file);
  await spoiled.db
    .updateTable('ledgerSum')
    .where('scope', '=', '')
    .where('dimension', '=', 'total')
    .where('period', '=', '2020-10')
    .set(({ eb }) => ({ voidsFen: eb('voidsFen', '+', 7) }))
    .execute();
  await spoiled.close();
  const wrong = await run('ledger', 'check');
  assert.equal(wrong.code, 1);
  assert.match(wrong.text, /WRONG: 1 of the sums/);
  assert.match(wrong.text, /all, total, 2020-10: voidsFen is kept as \d+/);
  assert.equal((await run('ledger', 'mend')).code, 2);
});
