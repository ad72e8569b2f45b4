import { generateSigningKey, minimumEntries } from '@fupin/credential';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { upsertCertificates } from '../certificates/certificate-store.ts';
import { addStatusChanges } from '../certificates/status-change-store.ts';
import { currentStatusListState } from '../certificates/status-list-state.ts';
import { findStatusPlaces } from '../certificates/status-place-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';
import { createStatusLists, statusPlaceOf } from './status-lists.ts';

const publicUrl = 'https://registry.example';
const issuer = {
  id: 'did:web:registry.example',
  name: 'Registry',
  context: `${publicUrl}/contexts/v1`,
  key: await generateSigningKey(),
};
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {
    id: string;
    validFrom: string;
    validUntil: string;
  };

describe('a place in the status lists', () => {
  it('is one index in a list of each purpose, and the next list when one is full', () => {
    assert.deepEqual(statusPlaceOf('revocation', 0), { statusListId: 'stl_revocation1', index: 0 });
    assert.deepEqual(statusPlaceOf('suspension', minimumEntries - 1), {
      statusListId: 'stl_suspension1',
      index: 131_071,
    });
    assert.deepEqual(statusPlaceOf('revocation', minimumEntries), {
      statusListId: 'stl_revocation2',
      index: 0,
    });
  });
});

for (const kind of databaseKinds) {
  describe(`status lists on ${kind.name}`, () => {
    it('give every certificate its own place, and keep it when the certificate is stored again', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const ids = (['tea', 'pepper', 'honey', 'walnut', 'potato'] as const).map((name) =>
        sampleIds.certificate(name),
      );
      const places = await findStatusPlaces(database, ids);
      assert.deepEqual([...places.values()].toSorted(), [0, 1, 2, 3, 4]);
      await upsertCertificates(database, [
        {
          directoryNo: 'T-tea',
          batch: '2',
          productId: sampleIds.product('tea'),
          countyCode: '520328',
          reviewChain: [],
          linkage: { kinds: [], householdsHelped: 1, peopleHelped: 1 },
          commodityValueFen: 1,
          annualSupply: { quantity: '1', unit: '袋' },
          validFrom: '2020-05-08',
          validUntil: '2023-05-07',
        },
      ]);
      assert.deepEqual(await findStatusPlaces(database, ids), places);
      assert.equal((await currentStatusListState(database, now, 1)).places, 5);
    });

    it('are signed once until a status changes or six hours are over, and last a day', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const lists = createStatusLists(publicUrl)(issuer);
      const tokenAt = async (instant: Date) =>
        (await lists.tokens(database, ['stl_suspension1'], instant))[0]!;
      const first = await tokenAt(now);
      const { validFrom, validUntil } = claimsOf(first);
      assert.equal(Date.parse(validUntil) - Date.parse(validFrom), 24 * 3_600_000);
      assert.equal(await tokenAt(new Date(now.getTime() + 5 * 3_600_000)), first);
      const renewed = await tokenAt(new Date(now.getTime() + 6 * 3_600_000));
      assert.notEqual(renewed, first);
    });

    it('are not there beyond the certificates there are, nor for another purpose', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const lists = createStatusLists(publicUrl)(issuer);
      const ids = ['stl_revocation1', 'stl_revocation2', 'stl_revocation0', 'stl_message1'];
      const tokens = await lists.tokens(database, ids, now);
      assert.deepEqual(
        tokens.map((token) => token !== undefined),
        [true, false, false, false],
      );
    });

    it('are each dated after the one before, also where the clock was set back', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const lists = createStatusLists(publicUrl)(issuer);
      const certificateId = sampleIds.certificate('tea');
      const datedAt = async (instant: Date) => {
        const [token] = await lists.tokens(database, ['stl_suspension1'], instant);
        return Date.parse(claimsOf(token!).validFrom);
      };
      const first = await datedAt(now);
      const change = { certificateId, status: 'suspended', at: '2020-10-01T00:00:00Z' };
      await addStatusChanges(database, [change]);
      const second = await datedAt(new Date(now.getTime() - 60_000));
      await addStatusChanges(database, [{ ...change, status: 'active' }]);
      assert.deepEqual([second, await datedAt(now)], [first + 1, first + 2]);
    });

    it('do not take a change in the future for one in force', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const lists = createStatusLists(publicUrl)(issuer);
      const [before] = await lists.tokens(
        database,
        ['stl_suspension1'],
        new Date('2020-09-30T00:00:00Z'),
      );
      const [after] = await lists.tokens(database, ['stl_suspension1'], now);
      const bits = (token: string | undefined) =>
        JSON.stringify(claimsOf(token!)).match(/"encodedList":"[^"]*"/)?.[0];
      assert.notEqual(bits(before), bits(after));
    });
  });
}
