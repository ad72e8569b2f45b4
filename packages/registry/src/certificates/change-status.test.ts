import {
  certificateStatusChanges,
  certificateStatuses,
  endpoints,
  type Access,
  type Certificate,
} from '@fupin/schema';
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
import { addStatusChanges } from './status-change-store.ts';

type Status = (typeof certificateStatuses)[number];

const certificateId = sampleIds.certificate('tea');
const params = { certificateId };

async function bringTo(registry: RegistryUnderTest, status: Status): Promise<void> {
  await registry.database.db
    .deleteFrom('certificateStatusChange')
    .where('certificateId', '=', certificateId)
    .execute();
  if (status === 'active') return;
  const at = new Date(registry.now.getTime() - 1000).toISOString();
  await addStatusChanges(registry.database, [{ certificateId, status, at }]);
}

const statusOf = async (registry: RegistryUnderTest) =>
  (await bodyOf<Certificate>(await registry.call('getCertificate', { params }))).status;

for (const kind of databaseKinds) {
  describe(`a change of status on ${kind.name}`, () => {
    for (const from of certificateStatuses) {
      const changes: readonly Status[] = certificateStatusChanges[from];
      const words = changes.join(' or ') || 'nothing else';
      it(`from ${from} can be to ${words}, with the right keys alone`, async (t) => {
        const registry = await startRegistry(t, kind);
        const access: readonly Access[] = endpoints.changeCertificateStatus.access;
        for (const { name, key, headers, ...caller } of await everyCaller(registry)) {
          for (const to of certificateStatuses) {
            await bringTo(registry, from);
            const body = { status: to, reasonCode: 'other', reason: '核查' };
            const options = { params, body, headers, ...(key !== undefined && { key }) };
            const response = await registry.call('changeCertificateStatus', options);
            if (key === undefined) {
              assert.equal((await problemOf(response)).code, 'unauthenticated', name);
            } else if (!access.includes(caller.access) || !caller.isOfTheCounty) {
              assert.equal((await problemOf(response)).code, 'forbidden', name);
            } else if (!changes.includes(to)) {
              const { code, detail } = await problemOf(response);
              assert.equal(code, 'conflict', name);
              assert.match(detail, new RegExp(`The certificate is ${from}`));
            } else {
              assert.equal((await bodyOf<Certificate>(response, 201)).status, to, name);
              assert.equal(await statusOf(registry), to);
              continue;
            }
            assert.equal(await statusOf(registry), from, name);
          }
        }
      });
    }

    it('says in plain words which division would have been right', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key({ role: 'certifier', divisionCode: '513431' });
      const body = { status: 'suspended', reason: '核查' };
      const response = await registry.call('changeCertificateStatus', { params, body, key });
      const { detail } = await problemOf(response);
      assert.match(detail, /湄潭县 \(520328\), and the key is bound to the division 513431/);
    });

    it('understands the former code of a county', async (t) => {
      const registry = await startRegistry(t, kind);
      // 黔西 became a city in 2021, and its code changed with that.
      const honey = { params: { certificateId: sampleIds.certificate('honey') } };
      const { certifiedBy } = await bodyOf<Certificate>(
        await registry.call('getCertificate', honey),
      );
      assert.equal(certifiedBy.code, '520581');
      const key = await registry.key({ role: 'certifier', divisionCode: '520522' });
      const body = { status: 'suspended', reason: '核查' };
      const response = await registry.call('changeCertificateStatus', { ...honey, body, key });
      assert.equal((await bodyOf<Certificate>(response, 201)).status, 'suspended');
    });

    it('is dated by the registry’s clock, and by nothing that a caller says', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const body = { status: 'suspended', reasonCode: 'foodSafety', reason: '农残超标' };
      const dated = { ...body, at: '2020-01-01T00:00:00Z' };
      const refused = await problemOf(
        await registry.call('changeCertificateStatus', { params, body: dated, key }),
      );
      assert.deepEqual(
        refused.issues?.map(({ pointer }) => pointer),
        ['/at'],
      );
      const response = await registry.call('changeCertificateStatus', { params, body, key });
      const { statusChanges } = await bodyOf<Certificate>(response, 201);
      assert.deepEqual(statusChanges, [{ ...body, at: registry.now.toISOString() }]);
    });

    it('comes after the one before it, though that was dated by a clock a little ahead', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const at = new Date(registry.now.getTime() + 900);
      await addStatusChanges(registry.database, [
        { certificateId, status: 'suspended', at: at.toISOString() },
      ]);
      const body = { status: 'active', reason: '复检合格' };
      const response = await registry.call('changeCertificateStatus', { params, body, key });
      const { status, statusChanges } = await bodyOf<Certificate>(response, 201);
      assert.equal(status, 'active');
      assert.equal(Date.parse(statusChanges.at(-1)?.at ?? ''), at.getTime() + 1);
    });

    it('keeps the reason’s kind, "other" where none is given', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const body = { status: 'suspended', reason: '申请人请求' };
      const response = await registry.call('changeCertificateStatus', { params, body, key });
      const { statusChanges } = await bodyOf<Certificate>(response, 201);
      assert.equal(statusChanges[0]?.reasonCode, 'other');
      const odd = { ...body, status: 'active', reasonCode: 'mood' };
      const refused = await registry.call('changeCertificateStatus', { params, body: odd, key });
      assert.equal((await problemOf(refused)).issues?.[0]?.pointer, '/reasonCode');
    });
  });
}
