import { createClient, ProblemError, type Client } from '@fupin/client';
import { generateSigningKey } from '@fupin/credential';
import {
  createKey,
  createRegistry,
  fixedKey,
  openDatabase,
  supplierIdOf,
  upsertCategories,
  upsertSuppliers,
  type NewKey,
} from '@fupin/registry';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { listen } from '../packages/registry/src/testing/listen.ts';
import { examplesIn, readGuide, runExample } from './examples.ts';

const examples = examplesIn(readGuide('certification.md'));
const uscc = '93520328MA6E7K2Q95';
const schemeId = 'national-directory';

async function startRegistry(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'fupin-certification-'));
  const database = await openDatabase(':memory:');
  await upsertCategories(database, [{ code: '030101', name: '绿茶', nameEn: 'Green tea' }]);
  await upsertSuppliers(database, [
    { uscc, name: '云栖谷茶叶专业合作社', kind: 'cooperative', countyCode: '520328' },
  ]);
  let now = new Date('2020-10-17T04:00:00Z');
  const app = createRegistry({
    database,
    publicUrl: 'https://registry.example',
    keys: fixedKey(await generateSigningKey()),
    evidenceDirectory: join(folder, 'evidence'),
    clock: () => now,
  });
  const address = await listen(t, app);
  t.after(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const keyOf = async (key: Partial<NewKey>) =>
    (await createKey(database, { kind: 'secret', label: 'guide', ...key }, now)).secret;
  return {
    folder,
    address,
    keyOf,
    certifier: async (divisionCode: string): Promise<Client> =>
      createClient({ registry: address, key: await keyOf({ role: 'certifier', divisionCode }) }),
    forward(days: number) {
      now = new Date(now.getTime() + days * 86_400_000);
    },
    /** Runs an example as it stands in the guide, but for address and key. */
    execute(example: string | undefined, key: string): Promise<string> {
      assert.ok(example);
      return runExample(
        example
          .replaceAll('https://registry.example', address)
          .replace(/sk_\w+…/, key)
          .replaceAll("'licence.pdf'", JSON.stringify(join(folder, 'licence.pdf'))),
      );
    },
  };
}

test('the guide’s examples take a product from its dossier to the desk, and the client takes it on to its certificate', async (t) => {
  const registry = await startRegistry(t);
  writeFileSync(join(registry.folder, 'licence.pdf'), '%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n');
  const supplierKey = await registry.keyOf({ role: 'supplier', supplierId: supplierIdOf(uscc) });
  const checklist = await registry.execute(examples[0], supplierKey);
  assert.deepEqual(checklist.trim().split('\n'), [
    '/evidence 请上传营业执照',
    '/evidence 请上传承诺书',
    '/evidence 请上传带贫机制证明',
    '/evidence 请上传质量检验报告',
  ]);
  const township = await registry.keyOf({ role: 'certifier', divisionCode: '520328001' });
  assert.equal(await registry.execute(examples[1], township), '湄潭翠芽 firstReview\n');
  assert.equal(examples.length, 2);

  const county = await registry.certifier('520328');
  const pass = async (client: Client) => {
    const { items } = await client.listApplications({ awaitsMe: true });
    const [awaiting] = items;
    assert.ok(awaiting);
    const { applicationId, version } = awaiting;
    return client.takeReviewStep({ applicationId, schemeId, version, decision: 'pass' });
  };
  await pass(county);
  const { applicationId } = await pass(county);
  const anybody = createClient({ registry: registry.address });
  const notices = await anybody.listPublicNotices({ schemeId });
  assert.equal(notices.items[0]?.applicationId, applicationId);
  const { objectionId } = await anybody.fileObjection({
    applicationId,
    schemeId,
    reason: '收购价低于合同',
    contact: { name: '李某', phone: '139' },
  });
  registry.forward(8);
  await assert.rejects(
    pass(county),
    (error) => error instanceof ProblemError && error.code === 'conflict',
  );
  await county.answerObjection({ applicationId, objectionId, text: '已核实', upheld: false });
  await pass(county);
  await pass(await registry.certifier('520300'));
  await pass(await registry.certifier('520000'));

  const [evidence] = (await county.getApplication({ applicationId })).evidence;
  const file = await county.getEvidence({ applicationId, evidenceId: evidence?.evidenceId ?? '' });
  assert.equal(file.type, 'application/pdf');
  assert.equal(file.name, evidence?.fileName);
  assert.match(await file.text(), /^%PDF-1\.4/);

  const nation = await registry.certifier('000000');
  const { batchId } = await nation.createBatch({ schemeId, name: '第一批' });
  assert.equal((await nation.publishBatch({ batchId })).state, 'published');
  const { items } = await anybody.listBatchCertificates({ batchId });
  assert.partialDeepStrictEqual(items, [
    { directoryNo: 'FP-2020-520328-000001', productName: '湄潭翠芽', schemeId, status: 'active' },
  ]);
});

test('a file whose bytes are not what it says is refused, and so is one on a key of somebody else', async (t) => {
  const registry = await startRegistry(t);
  const key = await registry.keyOf({ role: 'supplier', supplierId: supplierIdOf(uscc) });
  const supplier = createClient({ registry: registry.address, key });
  const { applicationId } = await supplier.createApplication({ schemeIds: [schemeId] });
  const upload = { applicationId, evidenceKind: 'other', fileName: 'a.pdf' } as const;
  const page = new Blob(['<script>'], { type: 'application/pdf' });
  await assert.rejects(
    supplier.addEvidence({ ...upload, body: page }),
    (error) => error instanceof ProblemError && error.code === 'unsupportedMediaType',
  );
  const { evidence } = await supplier.addEvidence({
    ...upload,
    body: new Blob(['%PDF-1.4\n%%EOF'], { type: 'application/pdf' }),
  });
  const [{ evidenceId } = { evidenceId: '' }] = evidence;
  const county = await registry.certifier('520328');
  await assert.rejects(
    county.getEvidence({ applicationId, evidenceId }),
    (error) => error instanceof ProblemError && error.code === 'notFound',
  );
  assert.deepEqual((await supplier.removeEvidence({ applicationId, evidenceId })).evidence, []);
});
