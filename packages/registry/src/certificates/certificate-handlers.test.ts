import type { Certificate } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { bodyOf, problemOf, sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';

const params = { certificateId: sampleIds.certificate('tea') };
const suspend = { status: 'suspended', reason: '抽检不合格' };

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a certifier suspends and reinstates, and every reader sees it at once', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.certifier);
      const read = async () =>
        bodyOf<Certificate>(await registry.call('getCertificate', { params }));
      assert.equal((await read()).status, 'active');
      await bodyOf(
        await registry.call('changeCertificateStatus', { params, body: suspend, key }),
        201,
      );
      assert.equal((await read()).status, 'suspended');
      registry.now = new Date(registry.now.getTime() + 1000);
      const body = { status: 'active', reason: '复检合格' };
      await bodyOf(await registry.call('changeCertificateStatus', { params, body, key }), 201);
      const { status, statusChanges } = await read();
      assert.equal(status, 'active');
      assert.deepEqual(
        statusChanges.map((change) => change.status),
        ['suspended', 'active'],
      );
    });

    test('a withdrawal is final, and a status that holds already is a conflict', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.supervisor);
      const change = (status: string) =>
        registry.call('changeCertificateStatus', { params, body: { status, reason: 'r' }, key });
      assert.equal((await problemOf(await change('active'))).code, 'conflict');
      await bodyOf(await change('withdrawn'), 201);
      assert.equal((await problemOf(await change('active'))).code, 'conflict');
    });

    test('a certifier may not touch a certificate of another division', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.certifier);
      const response = await registry.call('changeCertificateStatus', {
        params: { certificateId: sampleIds.certificate('pepper') },
        body: suspend,
        key,
      });
      assert.equal((await problemOf(response)).code, 'forbidden');
      const unbound = await registry.key({ role: 'certifier' });
      const call = { params, body: suspend, key: unbound };
      const refused = await registry.call('changeCertificateStatus', call);
      assert.equal((await problemOf(refused)).code, 'forbidden');
    });

    test('a request repeated with its Idempotency-Key is carried out once, also at the same time', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const call = { params, body: suspend, key, headers: { 'idempotency-key': 'k-1' } };
      const both = await Promise.all(
        [1, 2].map(() => registry.call('changeCertificateStatus', call)),
      );
      const bodies = await Promise.all(both.map((response) => bodyOf<Certificate>(response, 201)));
      assert.deepEqual(bodies[0], bodies[1]);
      assert.equal(bodies[0]?.statusChanges.length, 1);
      assert.deepEqual(
        both.map((response) => response.headers.get('idempotent-replayed')).sort(),
        [null, 'true'].sort(),
      );
      const other = { ...call, body: { status: 'withdrawn', reason: 'other' } };
      const reused = await problemOf(await registry.call('changeCertificateStatus', other));
      assert.equal(reused.code, 'idempotencyKeyReused');
      const someoneElse = { ...other, key: await registry.key(sampleKeys.supervisor) };
      await bodyOf(await registry.call('changeCertificateStatus', someoneElse), 201);
    });

    test('a refused request leaves its Idempotency-Key free', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const headers = { 'idempotency-key': 'k-2' };
      const unchanged = { params, body: { status: 'active', reason: 'r' }, key, headers };
      const refused = await registry.call('changeCertificateStatus', unchanged);
      assert.equal((await problemOf(refused)).code, 'conflict');
      const call = { params, body: suspend, key, headers };
      await bodyOf(await registry.call('changeCertificateStatus', call), 201);
    });
  });
}
