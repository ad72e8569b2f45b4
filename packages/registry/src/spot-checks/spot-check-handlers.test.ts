import type { Certificate, Page, SpotCheck } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { everyCaller } from '../testing/callers.ts';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';

const params = { certificateId: sampleIds.certificate('tea') };
const passed = { outcome: 'passed', finding: '机制、质量、价格均合格' };
const failed = { outcome: 'failed', finding: '农残超标', evidence: '检测报告 T-1' };
const remedy = { outcome: 'remedy', finding: '标签不全', remedyBy: '2020-11-01' };
const aspects = ['quality'];

const certificateOf = async (registry: RegistryUnderTest) =>
  bodyOf<Certificate>(await registry.call('getCertificate', { params }));

for (const kind of databaseKinds) {
  describe(`a spot check on ${kind.name}`, () => {
    it('is planned out of sight, and public with its result', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.certifier);
      const body = { aspects, plannedFor: '2020-10-20' };
      const planned = await bodyOf<SpotCheck>(
        await registry.call('createSpotCheck', { params, body, key }),
        201,
      );
      assert.equal(planned.outcome, null);
      assert.deepEqual((await certificateOf(registry)).supervision?.spotChecks, []);
      const result = { params: { spotCheckId: planned.spotCheckId }, body: remedy, key };
      const { outcome, plannedFor } = await bodyOf<SpotCheck>(
        await registry.call('setSpotCheckResult', result),
      );
      assert.deepEqual([outcome, plannedFor], ['remedy', '2020-10-20']);
      const { status, supervision } = await certificateOf(registry);
      assert.equal(status, 'active');
      const concludedAt = registry.now.toISOString();
      assert.deepEqual(supervision?.spotChecks, [{ aspects, ...remedy, concludedAt }]);
      const again = await problemOf(await registry.call('setSpotCheckResult', result));
      assert.equal(again.code, 'conflict');
    });

    it('suspends the certificate when it fails, and shows no evidence to the public', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.supervisor);
      const body = { aspects, result: failed };
      const check = await bodyOf<SpotCheck>(
        await registry.call('createSpotCheck', { params, body, key }),
        201,
      );
      assert.equal(check.evidence, failed.evidence);
      assert.equal(check.plannedFor, '2020-10-17');
      const certificate = await certificateOf(registry);
      assert.equal(certificate.status, 'suspended');
      assert.deepEqual(certificate.statusChanges, [
        {
          status: 'suspended',
          at: registry.now.toISOString(),
          reasonCode: 'spotCheckFailed',
          reason: failed.finding,
        },
      ]);
      assert.equal(JSON.stringify(certificate).includes(failed.evidence), false);
    });

    for (const [name, status] of [
      ['walnut', 'suspended'],
      ['potato', 'withdrawn'],
    ] as const) {
      it(`that fails leaves a ${status} certificate ${status}`, async (t) => {
        const registry = await startRegistry(t, kind);
        const key = await registry.key(sampleKeys.supervisor);
        const of = { params: { certificateId: sampleIds.certificate(name) } };
        const body = { aspects, result: failed };
        const response = await registry.call('createSpotCheck', { ...of, body, key });
        assert.equal(response.status, status === 'withdrawn' ? 409 : 201);
        const certificate = await bodyOf<Certificate>(await registry.call('getCertificate', of));
        assert.equal(certificate.status, status);
        assert.equal(certificate.statusChanges.length, 1);
      });
    }

    it('that asks for a remedy keeps the certificate from renewal until one has passed', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      registry.now = new Date('2023-05-01T04:00:00Z');
      const result = { ...remedy, remedyBy: '2023-05-05' };
      const record = (body: object) => registry.call('createSpotCheck', { params, body, key });
      await bodyOf(await record({ aspects, result }), 201);
      const renewal = {
        linkage: { kinds: ['employment'], householdsHelped: 1, peopleHelped: 1 },
        checklist: { mechanism: true, quality: true, price: true },
      };
      const renew = () => registry.call('renewCertificate', { params, body: renewal, key });
      assert.match((await problemOf(await renew())).detail, /remedy/);
      registry.now = new Date('2023-05-04T04:00:00Z');
      await bodyOf(await record({ aspects, result: passed }), 201);
      await bodyOf(await renew(), 201);
    });

    it('is neither planned for a past day nor remedied by one', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.supervisor);
      for (const [body, pointer] of [
        [{ aspects, plannedFor: '2020-10-16' }, '/plannedFor'],
        [{ aspects, result: { ...remedy, remedyBy: '2020-10-16' } }, '/result/remedyBy'],
      ] as const) {
        const response = await registry.call('createSpotCheck', { params, body, key });
        assert.equal((await problemOf(response)).issues?.[0]?.pointer, pointer);
      }
      const { items } = await bodyOf<Page<SpotCheck>>(
        await registry.call('listSpotChecks', { key }),
      );
      assert.deepEqual(items, []);
    });

    it('is for certifier, supervisor and administrator of the county, each step by itself', async (t) => {
      const registry = await startRegistry(t, kind);
      const planner = await registry.key(sampleKeys.administrator);
      for (const { name, access, key, headers, isOfTheCounty } of await everyCaller(registry)) {
        const planned = await bodyOf<SpotCheck>(
          await registry.call('createSpotCheck', {
            params,
            body: { aspects, plannedFor: '2020-10-20' },
            key: planner,
          }),
          201,
        );
        const caller = { headers, ...(key !== undefined && { key }) };
        const responses = [
          await registry.call('createSpotCheck', {
            params,
            body: { aspects, result: passed },
            ...caller,
          }),
          await registry.call('setSpotCheckResult', {
            params: { spotCheckId: planned.spotCheckId },
            body: passed,
            ...caller,
          }),
        ];
        const isRight =
          isOfTheCounty && ['certifier', 'supervisor', 'administrator'].includes(access);
        const expected = isRight ? [201, 200] : key === undefined ? [401, 401] : [403, 403];
        const statuses = responses.map(({ status }) => status);
        assert.deepEqual(statuses, expected, name);
        const list = await registry.call('listSpotChecks', caller);
        const mayList =
          ['supervisor', 'administrator'].includes(access) ||
          (access === 'certifier' && !/nowhere|township/.test(name));
        assert.equal(list.status, mayList ? 200 : key === undefined ? 401 : 403, name);
        if (!mayList) continue;
        const { items } = await bodyOf<Page<SpotCheck>>(list);
        assert.equal(items.length > 0, isOfTheCounty, name);
      }
    });

    it('is listed by pages, those planned for the latest day first', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.supervisor);
      for (const plannedFor of ['2020-10-21', '2020-10-23', '2020-10-22']) {
        const body = { aspects, plannedFor };
        await bodyOf(await registry.call('createSpotCheck', { params, body, key }), 201);
      }
      await bodyOf(
        await registry.call('createSpotCheck', { params, body: { aspects, result: passed }, key }),
        201,
      );
      const days: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { limit: 2, concluded: false, cursor };
        const page = await bodyOf<Page<SpotCheck>>(
          await registry.call('listSpotChecks', { query, key }),
        );
        days.push(...page.items.map(({ plannedFor }) => plannedFor));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      assert.deepEqual(days, ['2020-10-23', '2020-10-22', '2020-10-21']);
    });
  });
}
