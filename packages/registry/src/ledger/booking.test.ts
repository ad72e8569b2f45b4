import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { openBooks } from './booking.ts';

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a line counts on its business date, of a closed month on the day of acceptance', async (t) => {
      const database = await kind.open(t);
      const open = await openBooks(database);
      assert.equal(open('2020-09-30', '2020-10-17'), '2020-09-30');
      await database.db.updateTable('ledgerClosing').set({ closedMonth: '2020-09' }).execute();
      const closed = await openBooks(database);
      assert.equal(closed('2020-09-30', '2020-10-17'), '2020-10-17');
      assert.equal(closed('2019-12-31', '2020-10-17'), '2020-10-17');
      assert.equal(closed('2020-10-01', '2020-10-17'), '2020-10-01');
    });

    test('no line gets into a closed month by a clock that is behind', async (t) => {
      const database = await kind.open(t);
      await database.db.updateTable('ledgerClosing').set({ closedMonth: '2020-12' }).execute();
      const bookingDateOf = await openBooks(database);
      assert.equal(bookingDateOf('2020-12-31', '2020-12-31'), '2021-01-01');
    });
  });
}
