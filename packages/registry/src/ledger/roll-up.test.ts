import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Database } from '../database/database.ts';
import { databaseKinds } from '../testing/databases.ts';
import { bookLines, madeUpLine } from '../testing/random-ledger.ts';
import { fillDirectory, testNow } from '../testing/sample-directory.ts';
import { createLedgerWorker } from './ledger-worker.ts';
import { noSums } from './line-sums.ts';
import { recountLedger } from './recount-ledger.ts';

/** A database whose process is killed just before its first transaction is committed. */
function killedBeforeCommit(database: Database): Database {
  return {
    ...database,
    transaction: (work) =>
      database.transaction(async (connection) => {
        await work(connection);
        throw new Error('killed');
      }),
  };
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('the sums are what a recount of the lines comes to, whoever is killed and however many work', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      let firstLeaf = 0;
      const clock = () => testNow;
      await fc.assert(
        fc.asyncProperty(
          fc.array(madeUpLine, { minLength: 1, maxLength: 150 }),
          fc.integer({ min: 1, max: 40 }),
          async (lines, linesAtOnce) => {
            await bookLines(database, lines, { linesAtOnce, firstLeaf });
            firstLeaf += lines.length;
            const killed = createLedgerWorker({ database: killedBeforeCommit(database), clock });
            await assert.rejects(killed.turn(), /killed/);
            const [one, other] = [1, 2].map(() => createLedgerWorker({ database, clock }));
            const added = await Promise.all([one?.turn(), other?.turn()]);
            // One that finds the other at work leaves the rest to the next turn.
            const rest = await one?.turn();
            assert.equal(
              [...added, rest].reduce((sum = 0, count) => sum + (count ?? 0), 0),
              lines.length,
            );
            const recount = await recountLedger(database);
            assert.deepEqual(recount.examples, []);
            assert.equal(recount.lines, firstLeaf);
            assert.ok(recount.rows > 0);
          },
        ),
        { numRuns: 5 },
      );
    });

    test('a recount finds a sum that is wrong, missing or too much', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      const lines = fc.sample(madeUpLine, { numRuns: 30, seed: 7 });
      await bookLines(database, lines, { linesAtOnce: 10, firstLeaf: 0 });
      await createLedgerWorker({ database, clock: () => testNow }).turn();
      const total = { scope: '', dimension: 'total', period: '2020', member: '' };
      const ofTotal = database.db.updateTable('ledgerSum').where('scope', '=', '');
      await ofTotal
        .where('dimension', '=', 'total')
        .where('period', '=', '2020')
        .set(({ eb }) => ({ salesFen: eb('salesFen', '+', 1) }))
        .execute();
      const { differences, examples } = await recountLedger(database);
      assert.equal(differences, 1);
      assert.partialDeepStrictEqual(examples[0], { ...total, sum: 'salesFen' });
      const stray = { ...total, ...noSums(), scope: 'opr_nobody00', lines: 1 };
      await database.db.insertInto('ledgerSum').values(stray).execute();
      const withStray = await recountLedger(database);
      assert.equal(withStray.differences, 2);
      assert.deepEqual(withStray.examples[1], {
        ...total,
        scope: 'opr_nobody00',
        sum: 'lines',
        kept: 1,
        counted: 0,
      });
      await database.db.deleteFrom('ledgerSum').where('dimension', '=', 'county').execute();
      const missing = (await recountLedger(database)).examples;
      assert.ok(missing.some(({ dimension, kept }) => dimension === 'county' && kept === 0));
    });
  });
}
