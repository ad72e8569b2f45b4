import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listPublicNotices } from '../applications/list-public-notices.ts';
import { databaseKinds } from '../testing/databases.ts';
import { upsertCategories } from '../directory/category-store.ts';
import { upsertProducts } from '../directory/product-store.ts';
import { upsertSuppliers } from '../directory/supplier-store.ts';
import { demoCategories, demoDirectory } from './demo-directory.ts';
import { seedApplications } from './demo-applications.ts';

const now = new Date('2026-01-15T04:00:00Z');

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    it('brings in an application in each state that awaits somebody, with one under notice today', async (t) => {
      const database = await kind.open(t);
      const directory = demoDirectory('2026-01-15');
      const uncertified = directory.filter(({ standing }) => standing === 'uncertified');
      const count = await database.transaction(async (connection) => {
        await upsertCategories(connection, demoCategories);
        await upsertSuppliers(
          connection,
          uncertified.map(({ supplier }) => supplier),
        );
        await upsertProducts(
          connection,
          uncertified.map(({ product }) => product),
        );
        return seedApplications(connection, directory, now);
      });
      assert.equal(count, 7);
      const tracks = await database.db
        .selectFrom('applicationTrack')
        .select(['state', 'awaitedStep', 'batchId'])
        .execute();
      assert.deepEqual(tracks.map(({ state }) => state).toSorted(), [
        'determined',
        'determined',
        'draft',
        'firstReview',
        'publicNotice',
        'returned',
        'submitted',
      ]);
      const [toBeListed] = tracks.filter(({ awaitedStep }) => awaitedStep === 'listed');
      assert.match(toBeListed?.batchId ?? '', /^bat_/);
      const notices = await listPublicNotices(database, {}, '2026-01-15');
      assert.equal(notices.items.length, 1);
    });
  });
}
