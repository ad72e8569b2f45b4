import type { OperationQuery } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOutletActivity } from '../heartbeats/list-outlet-activity.ts';
import { databaseKinds } from '../testing/databases.ts';
import { listening, planOf } from '../testing/query-plans.ts';
import { fillDirectory, sampleIds, testNow } from '../testing/sample-directory.ts';
import { forgetClaims } from './sale-claims.ts';
import { findDuplicateClaims } from './claim-findings.ts';
import { findExceededSupplies } from './capacity-findings.ts';
import { findPriceJumps } from './price-findings.ts';
import { findRuleStatistics } from './rule-statistics.ts';
import { findSequenceGaps } from './gap-findings.ts';
import { findSilentOutlets } from './silence-findings.ts';
import { listFindings } from './list-findings.ts';
import { takeDue } from './due-cases.ts';
import { applicableRules } from './rule-store.ts';

const filters: OperationQuery<'listFindings'> = {
  divisionCode: '520000',
  rule: 'overCapacity',
  findingState: 'open',
  outletId: sampleIds.outlet,
  productId: sampleIds.product('tea'),
  certificateId: sampleIds.certificate('tea'),
};

const large = 'finding|finding_party|finding_due|price_week|sale_claim|shared_order|sale_terminal';
const isScan = new RegExp(
  `SCAN (?:${large})\\b(?!.*USING (?:COVERING )?INDEX)|Seq Scan on (?:${large})\\b`,
);

for (const kind of databaseKinds) {
  test(`${kind.name}: nothing that looks for findings goes through a whole table`, async (t) => {
    const database = await kind.open(t);
    await fillDirectory(database);
    const { connection, asked } = listening(database);
    const division = { division: '520000' };
    for (const [name, value] of Object.entries(filters)) {
      await listFindings(connection, division, { [name]: value });
      await listFindings(connection, { operatorId: sampleIds.operator }, { [name]: value });
    }
    await listFindings(connection, { division: '000000' }, {});
    await findRuleStatistics(connection, '000000', { raisedSince: '2020-10-01T00:00:00Z' });
    const everybody = { division: '000000', operatorId: undefined };
    await listOutletActivity(connection, everybody, { silentSince: '2020-10-01T00:00:00Z' });
    const rules = await applicableRules(connection);
    await takeDue(connection, 10, testNow);
    await findSilentOutlets(connection, rules.silentOutlet, testNow);
    await findSequenceGaps(connection, rules.sequenceGap, testNow);
    const pair = `${sampleIds.outlet} ${sampleIds.otherOutlet}`;
    await findDuplicateClaims(connection, rules.duplicateClaim, [pair], testNow);
    const shelf = `${sampleIds.outlet} ${sampleIds.product('tea')}`;
    await findPriceJumps(connection, rules.priceJumpAfterListing, [shelf], testNow);
    const supply = `${sampleIds.product('tea')} 2020`;
    await findExceededSupplies(connection, rules.overCapacity, [supply], testNow);
    await forgetClaims(connection, testNow);
    assert.ok(asked.length > 25, String(asked.length));
    for (const query of asked) {
      const plan = await database.transaction((transaction) => planOf(transaction, query));
      const scans = plan.filter((line) => isScan.test(line));
      assert.deepEqual(scans, [], `${query.sql}\n${plan.join('\n')}`);
    }
  });
}
