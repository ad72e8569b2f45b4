import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';
import { findOutlet } from '../outlets/outlet-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin, testNow } from '../testing/sample-directory.ts';
import { grantWithoutProof } from './grant-licence.ts';

const { outlet: outletId, operator: operatorId } = sampleIds;

for (const kind of databaseKinds) {
  test(`an outlet is shown with the origins of two licences that were granted at once on ${kind.name}`, async (t) => {
    const { database } = await startRegistry(t, kind);
    const grant = (origin: string, pauseMs: number) =>
      database.transaction(async (connection) => {
        const asked = { outletId, operatorId, origins: [origin], reason: 'test' };
        await grantWithoutProof(connection, asked, testNow);
        await pause(pauseMs);
      });
    // The first is granted, but not committed, while the second reads which licences are in force.
    await Promise.all([grant('https://a.example', 200), grant('https://b.example', 300)]);
    const outlet = await findOutlet(database, outletId);
    assert.deepEqual(
      outlet?.origins.toSorted(),
      [sampleOrigin, 'https://a.example', 'https://b.example'].toSorted(),
    );
  });
}
