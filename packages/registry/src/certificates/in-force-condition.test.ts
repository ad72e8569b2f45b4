import { isInForce, type StatusChange } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findProducts } from '../directory/product-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { fillDirectory, sampleIds } from '../testing/sample-directory.ts';
import { findCertificates, upsertCertificates } from './certificate-store.ts';
import { hasCertificateInForce } from './in-force-condition.ts';

const change = (status: string, at: string): StatusChange => ({ status, at });

const histories: readonly (readonly StatusChange[])[] = [
  [],
  [change('suspended', '2020-10-17T00:00:00+08:00')],
  [change('suspended', '2020-10-17T12:00:00Z')],
  [change('active', '2020-10-17T10:00:00+08:00'), change('suspended', '2020-10-16T10:00:00+08:00')],
  [change('suspended', '2020-10-17T10:00:00+08:00'), change('active', '2020-10-17T02:00:00Z')],
  [change('withdrawn', '2020-10-15T10:00:00+08:00'), change('active', '2020-10-16T10:00:00+08:00')],
  [change('underReview', '2020-10-16T10:00:00+08:00')],
  [change('withdrawn', '2021-01-01T00:00:00+08:00')],
];

const days: readonly (readonly [from: string, until: string])[] = [
  ['2020-05-08', '2023-05-07'],
  ['2020-10-17', '2020-10-17'],
  ['2020-10-18', '2021-10-17'],
  ['2019-10-17', '2020-10-16'],
];

const instants = [
  '2020-10-15T15:59:59.999Z',
  '2020-10-16T15:59:59.999Z',
  '2020-10-16T16:00:00.000Z',
  '2020-10-17T01:59:59.999Z',
  '2020-10-17T02:00:00.000Z',
  '2020-10-17T12:00:00.000Z',
  '2020-10-17T15:59:59.999Z',
  '2020-10-17T16:00:00.000Z',
  '2021-06-01T00:00:00.000Z',
].map((text) => new Date(text));

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('the filter agrees with isInForce at the edges of days and throughout every history', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      const productId = sampleIds.product('tea');
      const [template] = await findCertificates(database, { productIds: [productId] });
      assert.ok(template);
      let judged = { inForce: 0, not: 0 };
      for (const [validFrom, validUntil] of days) {
        for (const statusChanges of histories) {
          await database.db.deleteFrom('certificateStatusChange').execute();
          const countyCode = template.certifiedBy.code;
          await upsertCertificates(database, [
            { ...template, countyCode, validFrom, validUntil, statusChanges },
          ]);
          for (const at of instants) {
            const expected = isInForce({ validFrom, validUntil, statusChanges }, at);
            const rows = await database.db
              .selectFrom('product')
              .select('productId')
              .where('productId', '=', productId)
              .where(hasCertificateInForce(at))
              .execute();
            const where = JSON.stringify({ validFrom, validUntil, statusChanges, at });
            assert.equal(rows.length === 1, expected, where);
            judged = expected
              ? { ...judged, inForce: judged.inForce + 1 }
              : { ...judged, not: judged.not + 1 };
          }
        }
      }
      assert.ok(judged.inForce > 40 && judged.not > 40, JSON.stringify(judged));
    });

    test('of several certificates the one in force speaks for the product, also before a later one begins', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      const productId = sampleIds.product('tea');
      const [template] = await findCertificates(database, { productIds: [productId] });
      assert.ok(template);
      const renewal = {
        ...template,
        countyCode: template.certifiedBy.code,
        directoryNo: 'T-tea-2',
        validFrom: '2023-05-08',
        validUntil: '2026-05-07',
      };
      await upsertCertificates(database, [renewal]);
      const directoryNoAt = async (at: string) =>
        (await findProducts(database, [productId], new Date(at))).get(productId)?.certificate
          ?.directoryNo;
      assert.equal(await directoryNoAt('2023-05-07T15:59:59Z'), 'T-tea');
      assert.equal(await directoryNoAt('2023-05-07T16:00:00Z'), 'T-tea-2');
      assert.equal(await directoryNoAt('2027-01-01T00:00:00Z'), 'T-tea-2');
    });
  });
}
