import type { Finding, FindingRule, FindingRuleStatistics, Page } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { everyCaller } from '../testing/callers.ts';
import { databaseKinds } from '../testing/databases.ts';
import { logWorkerOver } from '../testing/log-under-test.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type CallOptions,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { report, saleLine } from '../testing/sale-lines.ts';
import { sampleIds } from '../testing/sample-directory.ts';
import { findFindings } from './finding-worker.ts';

const dayMs = 86_400_000;
const dismissal = { state: 'dismissed', reasonCode: 'explained', reason: '补录的旧单' };
const violation = { state: 'upheld', reasonCode: 'violation', reason: '查实' };

/** Sells potatoes, whose certificate is withdrawn, and returns what is then open. */
async function sellPotatoes(registry: RegistryUnderTest, receiptNo = 'R1'): Promise<Finding[]> {
  const key = await registry.key(sampleKeys.operator);
  const soldAt = registry.now.toISOString();
  await report(registry, key, [saleLine({ sku: 'potato', receiptNo, soldAt, amountFen: 2400 })]);
  await look(registry);
  return list(registry, { findingState: 'open' });
}

async function look(registry: RegistryUnderTest): Promise<void> {
  await logWorkerOver(registry.database, { clock: () => registry.now }).turn();
  await findFindings(registry.database, { clock: () => registry.now });
}

async function list(
  registry: RegistryUnderTest,
  query: CallOptions['query'] = {},
  key?: string,
): Promise<Finding[]> {
  const options = { query, key: key ?? (await registry.key(sampleKeys.supervisor)) };
  const page = await bodyOf<Page<Finding>>(await registry.call('listFindings', options));
  return [...page.items];
}

async function resolve(
  registry: RegistryUnderTest,
  findingId: string,
  body: object,
): Promise<Response> {
  const key = await registry.key(sampleKeys.administrator);
  return registry.call('resolveFinding', { params: { findingId }, body, key });
}

for (const kind of databaseKinds.slice(0, 1)) {
  describe(`a finding on ${kind.name}`, () => {
    it('is resolved once, with a reason, and says who did so', async (t) => {
      const registry = await startRegistry(t, kind);
      const [finding] = await sellPotatoes(registry);
      assert.equal(finding?.rule, 'outsideValidity');
      registry.now = new Date(registry.now.getTime() + 2 * dayMs);
      const resolved = await bodyOf<Finding>(
        await resolve(registry, finding.findingId, violation),
        201,
      );
      assert.equal(resolved.state, 'upheld');
      assert.match(resolved.resolution?.keyId ?? '', /^key_/);
      assert.equal(resolved.resolution?.at, registry.now.toISOString());
      const again = await resolve(registry, finding.findingId, dismissal);
      assert.equal((await problemOf(again)).code, 'conflict');
    });

    it('that was upheld is raised again by what is sold two weeks later, and by nothing before', async (t) => {
      const registry = await startRegistry(t, kind);
      const [first] = await sellPotatoes(registry);
      await bodyOf(await resolve(registry, first?.findingId ?? '', violation), 201);
      registry.now = new Date(registry.now.getTime() + 13 * dayMs);
      assert.deepEqual(await sellPotatoes(registry, 'R2'), []);
      registry.now = new Date(registry.now.getTime() + 2 * dayMs);
      const [second, ...others] = await sellPotatoes(registry, 'R3');
      assert.deepEqual(others, []);
      assert.equal(second?.evidence.occurrences, 1);
      assert.notEqual(second.findingId, first?.findingId);
    });

    it('points at a change of its certificate’s status that was made, and at no other', async (t) => {
      const registry = await startRegistry(t, kind);
      const [finding] = await sellPotatoes(registry);
      const findingId = finding?.findingId ?? '';
      const made = '2020-10-02T00:00:00+08:00';
      const wrong = { ...violation, statusChangedAt: '2020-10-03T00:00:00+08:00' };
      const problem = await problemOf(await resolve(registry, findingId, wrong));
      assert.equal(problem.issues?.[0]?.pointer, '/statusChangedAt');
      const right = { ...violation, statusChangedAt: made };
      const resolved = await bodyOf<Finding>(await resolve(registry, findingId, right), 201);
      assert.equal(resolved.resolution?.statusChangedAt, made);
    });

    it('is read and resolved by those of its county, and read by the operator whose outlet it is about', async (t) => {
      const registry = await startRegistry(t, kind);
      const line = saleLine({
        productId: sampleIds.product('tea'),
        soldAt: '2020-01-01T00:00:00Z',
      });
      const key = await registry.key(sampleKeys.operator);
      await report(registry, key, [line]);
      await look(registry);
      const [finding] = await list(registry);
      const params = { findingId: finding?.findingId ?? '' };
      for (const { name, access, key: secret, headers, isOfTheCounty } of await everyCaller(
        registry,
      )) {
        const options = { params, headers, ...(secret !== undefined && { key: secret }) };
        const refused = secret === undefined ? 401 : 403;
        const isJudge =
          isOfTheCounty && ['certifier', 'supervisor', 'administrator'].includes(access);
        const read = await registry.call('getFinding', options);
        assert.equal(read.status, isJudge || access === 'operator' ? 200 : refused, name);
        // What is not valid is refused only after the caller was let in.
        const answer = await registry.call('resolveFinding', {
          ...options,
          body: { ...violation, statusChangedAt: '2020-12-01T00:00:00Z' },
        });
        assert.equal(answer.status, isJudge ? 400 : refused, name);
      }
      const other = await registry.key(sampleKeys.otherOperator);
      const stranger = await registry.call('getFinding', { params, key: other });
      assert.equal((await problemOf(stranger)).code, 'forbidden');
      assert.deepEqual(await list(registry, {}, other), []);
      assert.equal((await list(registry, {}, key)).length, 1);
    });

    it('of one order that two operators report shows each its own lines alone', async (t) => {
      const registry = await startRegistry(t, kind);
      const keys = [
        await registry.key(sampleKeys.operator),
        await registry.key(sampleKeys.otherOperator),
      ];
      const line = saleLine({
        sku: undefined,
        productId: sampleIds.product('tea'),
        receiptNo: 'E20201017-778',
      });
      await report(registry, keys[0] ?? '', [line]);
      await report(registry, keys[1] ?? '', [line], sampleIds.otherOutlet);
      await look(registry);
      assert.deepEqual(await list(registry, { rule: 'duplicateClaim' }), []);
      registry.now = new Date(registry.now.getTime() + dayMs);
      await look(registry);
      const [finding] = await list(registry, { rule: 'duplicateClaim' });
      assert.equal(finding?.subject.outletIds.length, 2);
      assert.equal(finding.evidence.lineIds.length, 2);
      for (const [place, outletId] of [sampleIds.outlet, sampleIds.otherOutlet].entries()) {
        const [seen] = await list(registry, { rule: 'duplicateClaim' }, keys[place]);
        assert.deepEqual(seen?.subject.outletIds, [outletId]);
        assert.equal(seen.evidence.lineIds.length, 1);
        assert.ok(seen.evidence.lineIds[0]?.startsWith(outletId));
      }
    });

    it('is found by each filter, page by page', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const skus = ['honey', 'walnut', 'potato'];
      await report(
        registry,
        key,
        skus.map((sku, place) => saleLine({ sku, lineNo: place + 1, amountFen: 100 })),
      );
      await look(registry);
      const supervisor = await registry.key(sampleKeys.supervisor);
      const first = await bodyOf<Page<Finding>>(
        await registry.call('listFindings', { query: { limit: 2 }, key: supervisor }),
      );
      const query = { limit: 2, cursor: first.nextCursor ?? '' };
      const rest = await list(registry, query, supervisor);
      assert.equal(new Set([...first.items, ...rest].map(({ findingId }) => findingId)).size, 3);
      const countOf = async (filter: CallOptions['query']) => (await list(registry, filter)).length;
      assert.equal(await countOf({ productId: sampleIds.product('honey') }), 1);
      assert.equal(await countOf({ certificateId: sampleIds.certificate('walnut') }), 1);
      assert.equal(await countOf({ outletId: sampleIds.outlet }), 3);
      assert.equal(await countOf({ outletId: sampleIds.otherOutlet }), 0);
      assert.equal(await countOf({ divisionCode: '520000' }), 1);
      assert.equal(await countOf({ rule: 'notCertified' }), 0);
      assert.equal(await countOf({ findingState: 'upheld' }), 0);
    });

    it('counts towards the statistics of its rule', async (t) => {
      const registry = await startRegistry(t, kind);
      const [finding] = await sellPotatoes(registry);
      registry.now = new Date(registry.now.getTime() + dayMs / 2);
      await bodyOf(await resolve(registry, finding?.findingId ?? '', dismissal), 201);
      const key = await registry.key(sampleKeys.supervisor);
      const { items } = await bodyOf<Page<FindingRuleStatistics>>(
        await registry.call('getRuleStatistics', { key }),
      );
      const { open, ...others } = items.find(({ rule }) => rule === 'outsideValidity') ?? {};
      assert.equal(open, 0);
      assert.deepEqual(others, {
        rule: 'outsideValidity',
        raised: 1,
        upheld: 0,
        dismissed: 1,
        dismissedShare: 1,
        medianHoursToResolution: 12,
      });
    });
  });

  describe(`a rule on ${kind.name}`, () => {
    const body = { enabled: true, thresholds: { graceHours: 24 * 30 }, reasoning: '试行' };
    const params = { rule: 'outsideValidity' };

    it('applies from when it is set, and findings name its version', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const rule = await bodyOf<FindingRule>(await registry.call('setRule', { params, body, key }));
      assert.equal(rule.version, 2);
      assert.deepEqual(await sellPotatoes(registry), []);
      const strict = { ...body, thresholds: { graceHours: 0 } };
      await bodyOf(await registry.call('setRule', { params, body: strict, key }));
      const [finding] = await sellPotatoes(registry, 'R2');
      assert.equal(finding?.ruleVersion, 3);
      assert.deepEqual(finding.evidence.thresholds, { graceHours: 0 });
      const off = { ...strict, enabled: false };
      await bodyOf(await registry.call('setRule', { params, body: off, key }));
      const [same] = await sellPotatoes(registry, 'R3');
      assert.equal(same?.evidence.occurrences, 1);
    });

    it('has its own thresholds, all of them and no other', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      for (const thresholds of [{}, { graceHours: -1 }, { graceHours: 1, factor: 2 }]) {
        const options = { params, body: { ...body, thresholds }, key };
        const { code, issues } = await problemOf(await registry.call('setRule', options));
        assert.equal(code, 'invalidInput');
        assert.match(issues?.[0]?.pointer ?? '', /^\/thresholds/);
        assert.match(issues?.[0]?.detail ?? '', /graceHours/);
      }
    });

    it('that there is none of is not found', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const unknown = { params: { rule: 'moonPhase' }, body, key };
      assert.equal((await problemOf(await registry.call('setRule', unknown))).code, 'notFound');
    });

    it('is set for the whole country alone', async (t) => {
      const registry = await startRegistry(t, kind);
      const provincial = await registry.key({ role: 'supervisor', divisionCode: '520000' });
      const refused = await registry.call('setRule', { params, body, key: provincial });
      assert.equal((await problemOf(refused)).code, 'forbidden');
      const national = await registry.key(sampleKeys.supervisor);
      assert.equal((await registry.call('setRule', { params, body, key: national })).status, 200);
    });
  });
}
