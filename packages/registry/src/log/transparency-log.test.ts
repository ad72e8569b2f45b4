import { digestCertificate } from '@fupin/credential';
import { parseEntryBundle, verifyLogProof } from '@fupin/credential/log';
import { encodeLogEntry, LogEntry, LogProof, type CertificateBundle } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { upsertProducts } from '../directory/product-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { logFile, logWorkerOver, servedCheckpoint, testLogKey } from '../testing/log-under-test.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { report, saleLine } from '../testing/sale-lines.ts';
import { fillDirectory, sampleIds, samples } from '../testing/sample-directory.ts';
import { appendToLog } from './append-to-log.ts';
import { leafHashOf } from './log-hash.ts';
import { saltedDigests } from './salted-digest.ts';

async function loggedEntries(registry: RegistryUnderTest): Promise<LogEntry[]> {
  const { treeSize } = await servedCheckpoint(registry);
  const bundle = await logFile(registry, `tile/entries/000.p/${treeSize}`);
  return parseEntryBundle(bundle).map((entry) =>
    LogEntry.parse(JSON.parse(new TextDecoder().decode(entry))),
  );
}
const typed = <Type extends LogEntry['type']>(entries: readonly LogEntry[], type: Type) =>
  entries.filter((entry): entry is Extract<LogEntry, { type: Type }> => entry.type === type);

for (const kind of databaseKinds) {
  describe(`the transparency log on ${kind.name}`, () => {
    it('is not served before its first checkpoint', async (t) => {
      const registry = await startRegistry(t, kind);
      assert.equal((await problemOf(await registry.call('getLogCheckpoint'))).code, 'notFound');
      assert.equal((await problemOf(await registry.call('getLogKey'))).code, 'notFound');
      await logWorkerOver(await kind.open(t)).turn();
      const params = { leafHash: 'A'.repeat(43) };
      assert.equal((await problemOf(await registry.call('getLogLeaf', { params }))).status, 404);
    });

    it('begins with an empty tree', async (t) => {
      const registry = await startRegistry(t, kind);
      const worker = logWorkerOver(registry.database);
      await worker.turn();
      for (const table of ['logTree', 'logCheckpoint', 'logTile'] as const) {
        await registry.database.db.deleteFrom(table).execute();
      }
      const empty = { treeSize: 0, peaks: Buffer.of() };
      await registry.database.db.insertInto('logTree').values(empty).execute();
      await worker.turn();
      const { treeSize, root } = await servedCheckpoint(registry);
      assert.equal(treeSize, 0);
      // SHA-256 of nothing (RFC 6962, 2.1).
      assert.equal(Buffer.from(root).toString('hex').slice(0, 16), 'e3b0c44298fc1c14');
      const response = await registry.app.request('/log/tile/0/000');
      assert.equal((await problemOf(response)).code, 'notFound');
    });

    it('holds every certificate and change of status, certificates once', async (t) => {
      const registry = await startRegistry(t, kind);
      const worker = logWorkerOver(registry.database);
      await worker.turn();
      const entries = await loggedEntries(registry);
      const certificates = typed(entries, 'certificate');
      const names = Object.keys(samples) as (keyof typeof samples)[];
      assert.deepEqual(
        new Set(certificates.map(({ certificateId }) => certificateId)),
        new Set(names.map((name) => sampleIds.certificate(name))),
      );
      assert.deepEqual(
        typed(entries, 'statusChange').map(({ certificateId, status }) => [certificateId, status]),
        [
          [sampleIds.certificate('walnut'), 'suspended'],
          [sampleIds.certificate('potato'), 'withdrawn'],
        ],
      );
      for (const { certificateId, digest } of certificates) {
        const response = await registry.call('getCertificateCredential', {
          params: { certificateId },
        });
        assert.equal(await digestCertificate(await response.text()), digest);
      }
      await fillDirectory(registry.database);
      await worker.turn();
      assert.deepEqual(await loggedEntries(registry), entries);
      assert.deepEqual(worker.failures, []);
    });

    it('holds a certificate again when it says something else', async (t) => {
      const registry = await startRegistry(t, kind);
      const worker = logWorkerOver(registry.database);
      await worker.turn();
      const before = await loggedEntries(registry);
      const row = await registry.database.db
        .selectFrom('certificate')
        .select('certificateId')
        .where('certificateId', '=', sampleIds.certificate('tea'))
        .executeTakeFirstOrThrow();
      await registry.database.transaction(async (connection) => {
        await connection.db
          .updateTable('certificate')
          .set({ householdsHelped: 121 })
          .where('certificateId', '=', row.certificateId)
          .execute();
        await appendToLog(connection, [{ type: 'certificate', ...row }]);
      });
      await worker.turn();
      const [added, ...rest] = (await loggedEntries(registry)).slice(before.length);
      assert.deepEqual([added?.type, rest], ['certificate', []]);
      const response = await registry.call('getCertificateBundle', { params: row });
      const { logProof, certificate } = await bodyOf<CertificateBundle>(response);
      assert.equal(logProof?.index, before.length);
      const policy = { logKey: testLogKey.verifierKey };
      const digest = await digestCertificate(certificate);
      assert.equal((await verifyLogProof(digest, logProof, policy)).state, 'logged');
    });

    it('holds accepted sales once each, and nothing that leads to a person', async (t) => {
      const registry = await startRegistry(t, kind);
      const worker = logWorkerOver(registry.database);
      await worker.turn();
      const { treeSize } = await servedCheckpoint(registry);
      const key = await registry.key(sampleKeys.operator);
      const lines = [
        saleLine({ receiptNo: 'SECRET-1', quantity: '2' }),
        saleLine({
          receiptNo: 'SECRET-1',
          lineNo: 2,
          sku: undefined,
          name: '张三代购',
          unit: '件',
        }),
        saleLine({ receiptNo: 'SECRET-2', quantity: '998.5' }),
        saleLine({ receiptNo: 'SECRET-3', quantity: '1', unit: '盒' }),
        saleLine({ receiptNo: 'SECRET-4', quantity: '0.5', kind: 'return' }),
        saleLine({ lineNo: 0 }),
      ];
      await report(registry, key, lines);
      await report(registry, key, lines);
      await worker.turn();
      const entries = await loggedEntries(registry);
      const sales = typed(entries.slice(treeSize), 'sale');
      assert.equal(entries.length, treeSize + 5);
      assert.deepEqual(
        sales.map(({ sequence, kind: what, sold, remaining }) => [sequence, what, sold, remaining]),
        [
          [1, 'sale', '2', '998'],
          [2, 'sale', undefined, undefined],
          [3, 'sale', '1000.5', '-0.5'],
          [4, 'sale', undefined, undefined],
          [5, 'return', '1000', '0'],
        ],
      );
      assert.deepEqual(
        sales.map(({ certificateId }) => certificateId === sampleIds.certificate('tea')),
        [true, false, true, true, true],
      );
      assert.equal(sales[0]?.order, sales[1]?.order);
      assert.equal(new Set(sales.map(({ line }) => line)).size, 5);
      const text = sales.map(encodeLogEntry).join();
      assert.doesNotMatch(text, /SECRET|张三|till-1|R1/);
      const { salt } = await registry.database.db
        .selectFrom('logOutlet')
        .select('salt')
        .executeTakeFirstOrThrow();
      assert.equal(sales[0]?.order, saltedDigests(salt)('SECRET-1'));
      assert.equal(text.includes(salt), false);
    });

    it('numbers an outlet’s lines and sums up a year over batches and workers', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      for (const receiptNo of ['A', 'B', 'C']) {
        await report(registry, key, [saleLine({ receiptNo })]);
        await logWorkerOver(registry.database).turn();
      }
      await report(registry, key, [
        saleLine({ businessDate: '2021-01-01', soldAt: '2020-12-31T16:00:00Z' }),
      ]);
      await logWorkerOver(registry.database).turn();
      const sales = typed(await loggedEntries(registry), 'sale');
      assert.deepEqual(
        sales.map(({ sequence, sold }) => [sequence, sold]),
        [
          [1, '2'],
          [2, '4'],
          [3, '6'],
          [4, '2'],
        ],
      );
    });

    it('gives an entry by its hash, with a proof', async (t) => {
      const registry = await startRegistry(t, kind);
      await logWorkerOver(registry.database).turn();
      const [first] = await loggedEntries(registry);
      const leafHash = leafHashOf(Buffer.from(encodeLogEntry(first!))).toString('base64url');
      const response = await registry.call('getLogLeaf', { params: { leafHash } });
      const proof = LogProof.parse(await bodyOf(response));
      assert.deepEqual([proof.index, JSON.parse(proof.entry)], [0, first]);
      const { digest } = first as Extract<LogEntry, { type: 'certificate' }>;
      const logKey = (await (await registry.call('getLogKey')).text()).trimEnd();
      assert.equal(logKey, testLogKey.verifierKey);
      assert.equal((await verifyLogProof(digest, proof, { logKey })).state, 'logged');
    });

    it('leaves a certificate’s bundle without proof until it is logged as it is', async (t) => {
      const registry = await startRegistry(t, kind);
      const params = { certificateId: sampleIds.certificate('tea') };
      const bundle = async () =>
        bodyOf<CertificateBundle>(await registry.call('getCertificateBundle', { params }));
      assert.equal((await bundle()).logProof, undefined);
      await logWorkerOver(registry.database).turn();
      assert.equal(typeof (await bundle()).logProof?.index, 'number');
      await registry.database.db.updateTable('certificate').set({ batch: '2' }).execute();
      assert.equal((await bundle()).logProof, undefined);
    });

    it('logs the certificates of a product that gets another number', async (t) => {
      const registry = await startRegistry(t, kind);
      const worker = logWorkerOver(registry.database);
      await worker.turn();
      const { treeSize } = await servedCheckpoint(registry);
      const { supplierId } = await registry.database.db
        .selectFrom('supplier')
        .select('supplierId')
        .executeTakeFirstOrThrow();
      const { name, categoryCode, countyCode, priceFen } = samples.tea;
      const product = {
        supplierId,
        name,
        spec: '500g',
        categoryCode,
        countyCode,
        images: [],
        referencePriceFen: priceFen,
        annualSupply: { quantity: '1', unit: '袋' },
        gtin: '6901234567908',
      };
      await registry.database.transaction((connection) => upsertProducts(connection, [product]));
      await worker.turn();
      const [added] = (await loggedEntries(registry)).slice(treeSize);
      assert.equal(typed([added!], 'certificate')[0]?.certificateId, sampleIds.certificate('tea'));
    });

    it('serves every older width of its last tile and bundle, for good', async (t) => {
      const registry = await startRegistry(t, kind);
      const worker = logWorkerOver(registry.database);
      await worker.turn();
      const { treeSize } = await servedCheckpoint(registry);
      const tile = await logFile(registry, `tile/0/000.p/${treeSize}`);
      const bundle = await logFile(registry, `tile/entries/000.p/${treeSize}`);
      const key = await registry.key(sampleKeys.operator);
      const many = Array.from({ length: 300 }, (_, number) => saleLine({ lineNo: number + 1 }));
      await report(registry, key, many);
      await worker.turn();
      assert.deepEqual(await logFile(registry, `tile/0/000.p/${treeSize}`), tile);
      assert.deepEqual(await logFile(registry, `tile/entries/000.p/${treeSize}`), bundle);
      assert.equal((await logFile(registry, 'tile/0/000')).length, 8192);
      assert.equal((await logFile(registry, 'tile/1/000.p/1')).length, 32);
      for (const path of [
        'tile/0/001',
        'tile/1/000',
        'tile/0/002.p/1',
        'tile/2/000.p/1',
        'tile/x',
      ]) {
        assert.equal((await registry.app.request(`/log/${path}`)).status, 404, path);
      }
      const { headers } = await registry.app.request('/log/tile/0/000');
      assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('content-type'), 'application/octet-stream');
    });
  });
}
