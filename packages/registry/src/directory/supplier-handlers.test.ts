import type { Supplier } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openDesk, type ReviewKeyName } from '../testing/applications.ts';
import { databaseKinds } from '../testing/databases.ts';
import { testUscc } from '../testing/directory-file.ts';
import { bodyOf, problemOf, startRegistry } from '../testing/registry-under-test.ts';
import { supplierIdOf } from './supplier-store.ts';

const body = {
  uscc: testUscc(7),
  name: '湄潭新茶合作社',
  kind: 'cooperative',
  countyCode: '520328',
};

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    for (const key of ['county', 'prefecture', 'province', 'national', 'administrator'] as const) {
      test(`${key} registers a supplier of Meitan, once`, async (t) => {
        const desk = await openDesk(await startRegistry(t, kind));
        const created = await desk.call('createSupplier', key, { body });
        const { supplierId, county } = await bodyOf<Supplier>(created, 201);
        assert.equal(supplierId, supplierIdOf(body.uscc));
        assert.equal(county.name, '湄潭县');
        const again = await problemOf(await desk.call('createSupplier', key, { body }));
        assert.equal(again.code, 'conflict');
      });
    }

    const wrong: readonly ReviewKeyName[] = [
      'otherCounty',
      'otherPrefecture',
      'otherProvince',
      'township',
      'unbound',
      'supervisor',
      'meitan',
      'operator',
      'buyer',
    ];
    for (const key of wrong) {
      test(`${key} registers no supplier of Meitan`, async (t) => {
        const desk = await openDesk(await startRegistry(t, kind));
        const refused = await problemOf(await desk.call('createSupplier', key, { body }));
        assert.equal(refused.code, 'forbidden');
      });
    }
  });
}
