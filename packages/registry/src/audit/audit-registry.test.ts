import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { upsertCertificates } from '../certificates/certificate-store.ts';
import { appendToLog } from '../log/append-to-log.ts';
import { newLogKeyJwk, readLogKey } from '../log/log-key.ts';
import { databaseKinds } from '../testing/databases.ts';
import { logWorkerOver, servedCheckpoint, testLogKey } from '../testing/log-under-test.ts';
import {
  bodyOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { report, saleLine } from '../testing/sale-lines.ts';
import { sampleIds, testNow } from '../testing/sample-directory.ts';
import { AuditFault, AuditNetworkError } from './audit-fault.ts';
import { auditRegistry, type AuditOptions } from './audit-registry.ts';
import { createRegistryReader } from './registry-reader.ts';

/** Audits a registry through its app; keys are those with which the tests' registry signs. */
async function audit(registry: RegistryUnderTest, options: Partial<AuditOptions> = {}) {
  const fetch = (address: unknown, init?: RequestInit) =>
    Promise.resolve(
      registry.app.request(String(address).slice('https://registry.example'.length), init),
    );
  return auditRegistry({
    reader: createRegistryReader('https://registry.example', fetch as typeof globalThis.fetch),
    logKey: testLogKey.verifierKey,
    clock: () => registry.now,
    pauseMs: 1,
    ...options,
  });
}

async function started(...[t, kind]: Parameters<typeof startRegistry>) {
  const registry = await startRegistry(t, kind);
  const worker = logWorkerOver(registry.database, { keys: registry.keys });
  const key = await registry.key(sampleKeys.operator);
  const lines = Array.from({ length: 300 }, (_, number) => saleLine({ lineNo: number + 1 }));
  await report(registry, key, lines);
  await worker.turn();
  return { registry, worker };
}

const sizeOf = async (registry: RegistryUnderTest) => (await servedCheckpoint(registry)).treeSize;
const checkpointOf = async (registry: RegistryUnderTest) =>
  (await registry.call('getLogCheckpoint')).text();

for (const kind of databaseKinds) {
  describe(`an audit on ${kind.name}`, () => {
    it('finds nothing wrong with a registry that is right', async (t) => {
      const { registry, worker } = await started(t, kind);
      const first = await audit(registry);
      assert.equal(first.treeSize, await sizeOf(registry));
      assert.deepEqual(
        ['certificate', 'keySet', 'sale', 'statusChange'].map((type) => first.counts.get(type)),
        [5, 1, 300, 2],
      );
      const more = [saleLine({ receiptNo: 'R2' })];
      await report(registry, await registry.key(sampleKeys.operator), more);
      const administrator = await registry.key(sampleKeys.administrator);
      const change = await registry.call('changeCertificateStatus', {
        params: { certificateId: sampleIds.certificate('tea') },
        body: { status: 'suspended', reasonCode: 'foodSafety', reason: '抽检' },
        key: administrator,
      });
      await bodyOf(change, 201);
      await worker.turn();
      const second = await audit(registry, { from: first.checkpoint });
      assert.deepEqual([second.treeSize, second.fromSize], [first.treeSize + 2, first.treeSize]);
      assert.equal((await audit(registry, { logKey: undefined })).logKey, testLogKey.verifierKey);
    });

    it('waits for what has changed just now to be logged', async (t) => {
      const { registry, worker } = await started(t, kind);
      await registry.database.transaction((connection) =>
        appendToLog(connection, [
          { type: 'certificate', certificateId: sampleIds.certificate('tea') },
        ]),
      );
      await registry.database.db
        .updateTable('certificate')
        .set({ householdsHelped: 1 })
        .where('certificateId', '=', sampleIds.certificate('tea'))
        .execute();
      const before = await sizeOf(registry);
      const auditing = audit(registry, { pauseMs: 300 });
      setTimeout(() => void worker.turn(), 100);
      assert.equal((await auditing).treeSize, before + 1);
    });

    const tampering: Readonly<
      Record<string, readonly [RegExp, (registry: RegistryUnderTest) => Promise<unknown>]>
    > = {
      'a certificate changed behind the log': [
        new RegExp(`^/certificates/${sampleIds.certificate('tea')}: is not what entry \\d+ says$`),
        ({ database: { db } }) =>
          db
            .updateTable('certificate')
            .set({ householdsHelped: 1 })
            .where('certificateId', '=', sampleIds.certificate('tea'))
            .execute(),
      ],
      'a certificate that was never logged': [
        /^\/v1\/certificates\/crt_\w+: was never logged$/,
        async ({ database }) => {
          const [known] = await database.db.selectFrom('certificate').selectAll().execute();
          await upsertCertificates(database, [
            {
              directoryNo: 'SECRET',
              batch: '1',
              productId: known!.productId,
              countyCode: '520328',
              reviewChain: [],
              linkage: { kinds: [], householdsHelped: 0, peopleHelped: 0 },
              commodityValueFen: 0,
              annualSupply: { quantity: '1', unit: '袋' },
              validFrom: '2020-05-08',
              validUntil: '2023-05-07',
            },
          ]);
          await database.db.deleteFrom('logPending').execute();
        },
      ],
      'a suspension lifted behind the log': [
        new RegExp(
          `^/status/stl_suspension1, bit \\d+: is clear, but the log says suspension of ${sampleIds.certificate('walnut')}$`,
        ),
        ({ database: { db } }) =>
          db
            .updateTable('certificateStatusChange')
            .set({ status: 'active' })
            .where('certificateId', '=', sampleIds.certificate('walnut'))
            .execute(),
      ],
      'a withdrawal that nobody was told of': [
        /^\/status\/stl_revocation1, bit \d+: is set, but the log knows of no revocation there$/,
        ({ database: { db } }) =>
          db
            .updateTable('certificateStatusChange')
            .set({ status: 'withdrawn' })
            .where('certificateId', '=', sampleIds.certificate('walnut'))
            .execute(),
      ],
      'a certificate taken off the registry': [
        new RegExp(`^/certificates/${sampleIds.certificate('honey')}: is not served.* 404$`),
        async ({ database: { db } }) => {
          const id = sampleIds.certificate('honey');
          await db.deleteFrom('statusPlace').where('certificateId', '=', id).execute();
          await db.deleteFrom('certificate').where('certificateId', '=', id).execute();
        },
      ],
      'a licence that is not in the register': [
        /^\/v1\/mark-licences\/lic_unknown: is not in the register$/,
        async ({ database, keys }) => {
          await appendToLog(database, [
            {
              type: 'markLicence',
              licenceId: 'lic_unknown',
              outletId: sampleIds.outlet,
              origins: ['https://shop.example'],
              status: 'granted',
              at: testNow.toISOString(),
            },
          ]);
          await logWorkerOver(database, { keys }).turn();
        },
      ],
      'a byte of an entry changed': [
        /^tile\/0\/000, entry 2\d: the entry in the bundle has another hash$/,
        async ({ database: { db } }) => {
          const row = await db
            .selectFrom('logEntryBundle')
            .selectAll()
            .where('number', '=', 0)
            .executeTakeFirstOrThrow();
          const entries = Buffer.from(row.entries);
          entries[7000] = entries[7000]! ^ 1;
          await db.updateTable('logEntryBundle').set({ entries }).where('number', '=', 0).execute();
        },
      ],
      'a byte of an upper tile changed': [
        /^tile\/1\/000\.p\/1: hash 0 is not that of tile\/0\/000$/,
        async ({ database: { db } }) => {
          const hashes = Buffer.alloc(32);
          await db.updateTable('logTile').set({ hashes }).where('level', '=', 1).execute();
        },
      ],
      'a tile that is gone': [
        /^\/log\/tile\/0\/001\.p\/\d+: is not served/,
        ({ database: { db } }) => db.deleteFrom('logTile').where('number', '=', 1).execute(),
      ],
    };
    for (const [what, [message, tamper]] of Object.entries(tampering)) {
      it(`names ${what}`, async (t) => {
        const { registry } = await started(t, kind);
        await tamper(registry);
        registry.now = new Date(testNow.getTime() + 86_400_000);
        await assert.rejects(audit(registry), (error) => {
          assert.ok(error instanceof AuditFault, String(error));
          assert.match(error.message, message);
          return true;
        });
      });
    }

    it('finds a log that was written anew, by what it was before', async (t) => {
      const { registry } = await started(t, kind);
      const from = await checkpointOf(registry);
      const rewritten = await startRegistry(t, kind);
      const worker = logWorkerOver(rewritten.database, { keys: rewritten.keys });
      const key = await rewritten.key(sampleKeys.operator);
      const lines = Array.from({ length: 301 }, (_, number) =>
        saleLine({ lineNo: number + 1, amountFen: 1 }),
      );
      await report(rewritten, key, lines);
      await worker.turn();
      await audit(rewritten);
      const size = await sizeOf(registry);
      await assert.rejects(audit(rewritten, { from }), {
        message: `earlier checkpoint: the first ${size} entries are not what they were: the log was rewritten`,
      });
      const shorter = await startRegistry(t, kind);
      await logWorkerOver(shorter.database, { keys: shorter.keys }).turn();
      await assert.rejects(audit(shorter, { from }), {
        message: new RegExp(`fewer than the ${size} of the earlier checkpoint`),
      });
    });

    it('believes no checkpoint that another key signed, nor one that was changed', async (t) => {
      const { registry } = await started(t, kind);
      const other = await readLogKey(
        JSON.stringify(newLogKeyJwk()),
        'https://registry.example',
        'the test',
      );
      const message = /checkpoint: is not signed by the log key of registry\.example\/log$/;
      await assert.rejects(audit(registry, { logKey: other.verifierKey }), { message });
      const note = await checkpointOf(registry);
      const from = note.replace(/\n(\d+)\n/, '\n1$1\n');
      await assert.rejects(audit(registry, { from }), { message: /^earlier checkpoint: / });
      await registry.database.db.updateTable('logCheckpoint').set({ note: from }).execute();
      await assert.rejects(audit(registry), { message: /^\/log\/checkpoint: / });
    });

    it('says nothing of a registry that it can’t reach', async (t) => {
      const { registry } = await started(t, kind);
      const reader = createRegistryReader('https://registry.example', () =>
        Promise.reject(new TypeError('fetch failed')),
      );
      await assert.rejects(audit(registry, { reader }), AuditNetworkError);
    });
  });
}
