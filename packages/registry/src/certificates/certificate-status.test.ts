import { statusAt, type StatusChange } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findProducts } from '../directory/product-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { fillDirectory, sampleIds } from '../testing/sample-directory.ts';
import { findCertificates, upsertCertificates } from './certificate-store.ts';
import { certificateStatus } from './certificate-status.ts';

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
    test('the status of a row agrees with statusAt throughout every history', async (t) => {
      const database = await kind.open(t);
      await fillDirectory(database);
      const certificateId = sampleIds.certificate('tea');
      const [template] = await findCertificates(database, { certificateIds: [certificateId] });
      assert.ok(template);
      const seen = new Set<string>();
      for (const statusChanges of histories) {
        await database.db.deleteFrom('certificateStatusChange').execute();
        const countyCode = template.certifiedBy.code;
        await upsertCertificates(database, [{ ...template, countyCode, statusChanges }]);
        for (const at of instants) {
          const row = await database.db
            .selectFrom('certificate')
            .select(certificateStatus(at).as('status'))
            .where('certificateId', '=', certificateId)
            .executeTakeFirstOrThrow();
          const expected = statusAt({ ...template, statusChanges }, at);
          assert.equal(row.status, expected, JSON.stringify({ statusChanges, at }));
          seen.add(row.status);
        }
      }
      assert.deepEqual([...seen].toSorted(), ['active', 'suspended', 'underReview', 'withdrawn']);
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
