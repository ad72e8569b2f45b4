import type { Application } from '@fupin/schema';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { openDesk, samplePdf, uploadHeaders } from '../testing/applications.ts';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { bodyOf, startRegistry } from '../testing/registry-under-test.ts';
import { evidenceFolder } from './evidence-folder.ts';
import { noteLooseFile } from './evidence-store.ts';
import { sweepEvidence } from './sweep-evidence.ts';
import { startSweepWorker } from './sweep-worker.ts';

const hourMs = 3_600_000;
const { 'content-digest': contentDigest } = uploadHeaders(samplePdf);
const sha256 = contentDigest.slice('sha-256=:'.length, -1);
const name = Buffer.from(sha256, 'base64').toString('hex');

async function openFolder(t: TestContext, kind: DatabaseKind) {
  const registry = await startRegistry(t, kind);
  const desk = await openDesk(registry);
  const { database, evidenceDirectory } = registry;
  const folder = evidenceFolder(evidenceDirectory);
  const path = join(evidenceDirectory, name.slice(0, 2), name);
  const draft = async () => {
    const body = { schemeIds: ['national-directory'] };
    const created = await desk.call('createApplication', 'meitan', { body });
    return (await bodyOf<Application>(created, 201)).applicationId;
  };
  const upload = async (applicationId: string) => {
    const { evidence } = await bodyOf<Application>(
      await desk.upload(applicationId, 'meitan', 'other'),
    );
    return evidence[0]?.evidenceId ?? '';
  };
  const remove = async (applicationId: string, evidenceId: string) =>
    bodyOf(await desk.call('removeEvidence', 'meitan', { params: { applicationId, evidenceId } }));
  const sweep = (hours: number) =>
    sweepEvidence(database, folder, new Date(registry.now.getTime() + hours * hourMs));
  return { registry, folder, path, draft, upload, remove, sweep };
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a file goes a day after its evidence was removed, and no sooner', async (t) => {
      const { path, draft, upload, remove, sweep } = await openFolder(t, kind);
      const applicationId = await draft();
      const evidenceId = await upload(applicationId);
      assert.equal(await sweep(48), 0);
      await remove(applicationId, evidenceId);
      assert.equal(await sweep(23), 0);
      assert.ok(existsSync(path));
      assert.equal(await sweep(25), 1);
      assert.equal(existsSync(path), false);
      assert.equal(await sweep(48), 0);
    });

    test('a file that another application holds as well stays', async (t) => {
      const { path, draft, upload, remove, sweep } = await openFolder(t, kind);
      const [first, second] = [await draft(), await draft()];
      const evidenceId = await upload(first);
      await upload(second);
      await remove(first, evidenceId);
      assert.equal(await sweep(25), 0);
      assert.ok(existsSync(path));
    });

    test('a file that was kept and never noted goes, with what is left of attempts', async (t) => {
      const { registry, folder, path, sweep } = await openFolder(t, kind);
      await noteLooseFile(registry.database, sha256, registry.now);
      await folder.keep(sha256, samplePdf);
      writeFileSync(`${path}.1.part`, 'half');
      assert.equal(await sweep(25), 1);
      assert.deepEqual(readdirSync(dirname(path)), []);
    });

    test('a file that comes again is kept for another day', async (t) => {
      const { registry, path, draft, upload, remove, sweep } = await openFolder(t, kind);
      const applicationId = await draft();
      await remove(applicationId, await upload(applicationId));
      await noteLooseFile(
        registry.database,
        sha256,
        new Date(registry.now.getTime() + 20 * hourMs),
      );
      assert.equal(await sweep(25), 0);
      assert.ok(existsSync(path));
      await upload(applicationId);
      assert.equal(await sweep(100), 0);
      assert.ok(existsSync(path));
    });

    test('what this database never heard of is left alone', async (t) => {
      const { path, sweep } = await openFolder(t, kind);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, samplePdf);
      assert.equal(await sweep(1000), 0);
      assert.ok(existsSync(path));
    });

    test('more files than one round takes all go', async (t) => {
      const { registry, sweep } = await openFolder(t, kind);
      for (let place = 0; place < 150; place += 1) {
        const digest = Buffer.alloc(32, place).toString('base64');
        await noteLooseFile(registry.database, digest, registry.now);
      }
      assert.equal(await sweep(25), 150);
    });

    test('a worker sweeps at once, and logs a round that fails', async (t) => {
      const { registry, folder } = await openFolder(t, kind);
      await noteLooseFile(registry.database, sha256, registry.now);
      const failures: string[] = [];
      const logger = { error: (message: string) => failures.push(message) };
      const clock = () => new Date(registry.now.getTime() + 25 * hourMs);
      const broken = { ...folder, discard: () => Promise.reject(new Error('no such device')) };
      await startSweepWorker(registry.database, broken, { clock, logger }).stop();
      assert.deepEqual(failures, ['the folder of evidence was not swept']);
      await folder.keep(sha256, samplePdf);
      await startSweepWorker(registry.database, folder, { clock, logger }).stop();
      await assert.rejects(folder.read(sha256));
    });
  });
}
