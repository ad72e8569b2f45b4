import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CheckedTree } from '../audit/checked-tree.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { databaseKinds, sharedDatabaseKinds } from '../testing/databases.ts';
import { testNow } from '../testing/sample-directory.ts';
import { appendToLog } from './append-to-log.ts';
import { integrate, type IntegratorParts } from './integrate.ts';
import { rootOfPeaks, splitHashes } from './log-hash.ts';
import { logFileResponse } from './log-files.ts';
import { readTree } from './tree-store.ts';

const parts: IntegratorParts = {
  now: testNow,
  certificateDigests: () => Promise.resolve(new Map()),
};
const changes = (from: number, count: number) =>
  Array.from({ length: count }, (_, number) => ({
    type: 'statusChange' as const,
    certificateId: `crt_${String(from + number).padStart(8, '0')}`,
    status: 'active',
    at: testNow.toISOString(),
  }));

/** The certificates whose changes are in the log, in its order, after an audit of the tree. */
async function logged(database: Database): Promise<string[]> {
  const { treeSize, peaks } = await readTree(database);
  const ids: string[] = [];
  const tree = new CheckedTree({
    readFile: async (path) => {
      const response = await logFileResponse(database, path, new Request('https://x.example'));
      return new Uint8Array(await response.arrayBuffer());
    },
    onEntry: (entry) =>
      ids.push(
        (JSON.parse(Buffer.from(entry).toString()) as { certificateId: string }).certificateId,
      ),
  });
  await tree.extendTo(treeSize);
  assert.deepEqual(Buffer.from(tree.root), Buffer.from(rootOfPeaks(splitHashes(peaks))));
  return ids;
}
const idsOf = (intents: ReturnType<typeof changes>) => intents.map((each) => each.certificateId);

for (const kind of databaseKinds) {
  describe(`integration on ${kind.name}`, () => {
    it('makes leaves in the order of the promises, over many transactions', async (t) => {
      const database = await kind.open(t);
      const intents = changes(0, 9500);
      await appendToLog(database, intents);
      assert.equal(await integrate(database, parts), 9500);
      assert.equal(await integrate(database, parts), 0);
      assert.deepEqual(await logged(database), idsOf(intents));
    });

    it('goes on after a failure where it was, losing and doubling nothing', async (t) => {
      const database = await kind.open(t);
      const before = changes(0, 300);
      await appendToLog(database, before);
      await integrate(database, parts);
      const after = changes(300, 300);
      await appendToLog(database, after);
      await appendToLog(database, [{ type: 'certificate', certificateId: 'crt_99999999' }]);
      const failing = integrate(database, {
        ...parts,
        certificateDigests: () => Promise.reject(new Error('power cut')),
      });
      await assert.rejects(failing, { message: 'power cut' });
      assert.deepEqual(await logged(database), idsOf(before));
      await integrate(database, parts);
      assert.deepEqual(await logged(database), idsOf([...before, ...after]));
    });
  });
}

for (const kind of sharedDatabaseKinds) {
  describe(`several integrators on ${kind.name}`, () => {
    it('log everything once, while others write', async (t) => {
      const place = await kind.place(t);
      const databases = [await openDatabase(place), await openDatabase(place)];
      const [one, two] = databases as [Database, Database];
      try {
        const batches = Array.from({ length: 40 }, (_, batch) => changes(batch * 50, 50));
        const write = async () => {
          for (const [number, batch] of batches.entries()) {
            const database = number % 2 === 0 ? one : two;
            await database.transaction((connection) => appendToLog(connection, batch));
          }
        };
        const work = async (database: Database) => {
          for (let turn = 0; turn < 30; turn += 1) await integrate(database, parts);
        };
        await Promise.all([write(), work(one), work(two)]);
        await integrate(one, parts);
        const ids = await logged(one);
        assert.equal(ids.length, 2000);
        assert.deepEqual(new Set(ids), new Set(idsOf(batches.flat())));
      } finally {
        for (const database of databases) await database.close();
      }
    });
  });
}
