import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { appendToLog } from './append-to-log.ts';

const change = {
  type: 'statusChange',
  certificateId: 'crt_1',
  at: '2020-10-17T04:00:00Z',
} as const;

for (const kind of databaseKinds) {
  describe(`what is promised to the log on ${kind.name}`, () => {
    it('is kept in its order', async (t) => {
      const database = await kind.open(t);
      const statuses = Array.from({ length: 2500 }, (_, number) => String(number));
      const intents = statuses.map((status) => ({ ...change, status }));
      await database.transaction((connection) => appendToLog(connection, intents));
      const rows = await database.db
        .selectFrom('logPending')
        .select('intents')
        .orderBy('number')
        .execute();
      assert.deepEqual(
        rows.flatMap((row) => JSON.parse(row.intents) as unknown[]),
        intents,
      );
    });

    it('goes with a transaction that fails', async (t) => {
      const database = await kind.open(t);
      const failing = database.transaction(async (connection) => {
        await appendToLog(connection, [{ ...change, status: 'withdrawn' }]);
        throw new Error('no');
      });
      await assert.rejects(failing, /^Error: no$/);
      assert.deepEqual(await database.db.selectFrom('logPending').selectAll().execute(), []);
    });
  });
}
