import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLicensees } from '../outlets/licensees.ts';
import { databaseKinds } from '../testing/databases.ts';
import { listening, planOf } from '../testing/query-plans.ts';
import { fillDirectory, sampleIds, sampleOrigin, testNow } from '../testing/sample-directory.ts';
import { findLicencesInForce } from './licence-store.ts';
import { refuseBarredOrigins, refuseOriginsOfOthers } from './origin-holder.ts';

// Nearly all licences are granted, so that a search which begins with the status looks through nearly all.
const looksThroughAll =
  /\bSCAN mark_licence|mark_licence (?:EXISTS )?USING INDEX mark_licence_by_(?:status|end)\b|Seq Scan on mark_licence/;

for (const kind of databaseKinds) {
  test(`who may show the mark is found without a look through all licences on ${kind.name}`, async (t) => {
    const database = await kind.open(t);
    await fillDirectory(database);
    const { connection, asked } = listening(database);
    const { outlet, operator: operatorId } = sampleIds;
    await findLicencesInForce(connection, [outlet, sampleIds.otherOutlet], testNow);
    await findLicensees(connection, sampleIds.product('tea'), 50, testNow);
    const asking = { licenceId: 'lic_other', operatorId };
    await refuseOriginsOfOthers(connection, asking, [sampleOrigin], testNow);
    await refuseBarredOrigins(connection, asking, [sampleOrigin]);
    const onLicences = asked.filter(({ sql }) => sql.includes('"mark_licence"'));
    assert.equal(onLicences.length, 5);
    for (const query of onLicences) {
      const plan = await database.transaction((transaction) => planOf(transaction, query));
      assert.doesNotMatch(plan.join('\n'), looksThroughAll, query.sql);
    }
  });
}
