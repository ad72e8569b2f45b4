import { parseNote, parseVerifierKey, verifyNote } from '@fupin/credential/log';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { logWorkerOver, servedCheckpoint, testLogKey } from '../testing/log-under-test.ts';
import { startRegistry, type RegistryUnderTest } from '../testing/registry-under-test.ts';
import { testNow } from '../testing/sample-directory.ts';
import { startWitness } from '../testing/witness-server.ts';
import { appendToLog } from './append-to-log.ts';
import { newLogKeyJwk, readLogKey } from './log-key.ts';

/** Has so many more leaves in the tree at the next turn. */
async function grow(registry: RegistryUnderTest, leaves: number) {
  await appendToLog(
    registry.database,
    Array.from({ length: leaves }, (_, number) => ({
      type: 'statusChange',
      certificateId: `crt_${number}`,
      status: 'active',
      at: testNow.toISOString(),
    })),
  );
}

async function signersOf(registry: RegistryUnderTest, keys: readonly string[]) {
  const note = parseNote(await (await registry.call('getLogCheckpoint')).text());
  const verified = await verifyNote(note, await Promise.all(keys.map(parseVerifierKey)));
  return verified.map(({ key, timestamp }) => [key.name, timestamp]);
}

for (const kind of databaseKinds) {
  describe(`witnesses of the log on ${kind.name}`, () => {
    it('cosign each checkpoint, with a proof from the one before', async (t) => {
      const registry = await startRegistry(t, kind);
      const witnesses = [
        await startWitness(t, 'witness.example/1', testLogKey.verifierKey, 1_602_907_201),
        await startWitness(t, 'witness.example/2', testLogKey.verifierKey, 1_602_907_202),
      ];
      const worker = logWorkerOver(registry.database, { witnesses });
      for (const leaves of [0, 1, 300, 1000]) {
        await grow(registry, leaves);
        await worker.turn();
        const { treeSize } = await servedCheckpoint(registry);
        assert.deepEqual(
          witnesses.map((witness) => witness.treeSize),
          [treeSize, treeSize],
        );
        assert.deepEqual(
          await signersOf(registry, [
            testLogKey.verifierKey,
            ...witnesses.map(({ verifierKey }) => verifierKey),
          ]),
          [
            ['registry.example/log', undefined],
            ['witness.example/1', 1_602_907_201],
            ['witness.example/2', 1_602_907_202],
          ],
        );
      }
      assert.deepEqual(worker.failures, []);
      assert.equal(witnesses[0]?.requests.length, 4);
    });

    it('are asked once where nothing has grown', async (t) => {
      const registry = await startRegistry(t, kind);
      const witness = await startWitness(t, 'witness.example/1', testLogKey.verifierKey);
      const worker = logWorkerOver(registry.database, { witnesses: [witness] });
      await worker.turn();
      await worker.turn();
      assert.equal(witness.requests.length, 1);
    });

    it('say what they have seen to a log that has forgotten it', async (t) => {
      const registry = await startRegistry(t, kind);
      const witness = await startWitness(t, 'witness.example/1', testLogKey.verifierKey);
      await logWorkerOver(registry.database, { witnesses: [witness] }).turn();
      await registry.database.db.deleteFrom('logWitness').execute();
      await grow(registry, 5);
      const worker = logWorkerOver(registry.database, { witnesses: [witness] });
      await worker.turn();
      assert.deepEqual(worker.failures, []);
      assert.equal(witness.treeSize, (await servedCheckpoint(registry)).treeSize);
      assert.match(witness.requests[1] ?? '', /^old 0\n/);
      assert.match(witness.requests[2] ?? '', /^old [1-9]\d*\n\S+\n/);
    });

    it('do not cosign a log that was rewritten', async (t) => {
      const witness = await startWitness(t, 'witness.example/1', testLogKey.verifierKey);
      const honest = await startRegistry(t, kind);
      await grow(honest, 10);
      await logWorkerOver(honest.database, { witnesses: [witness] }).turn();
      const rewritten = await startRegistry(t, kind);
      await grow(rewritten, 9);
      await grow(rewritten, 3);
      const worker = logWorkerOver(rewritten.database, { witnesses: [witness] });
      await worker.turn();
      assert.match(worker.failures.join(), /422: inconsistent/);
      assert.deepEqual(await signersOf(rewritten, [witness.verifierKey]), []);
      const shorter = await startRegistry(t, kind);
      const other = logWorkerOver(shorter.database, { witnesses: [witness] });
      await other.turn();
      assert.match(other.failures.join(), /has seen \d+ leaves, more than the \d+ there are/);
    });

    it('do not cosign for a log with another key', async (t) => {
      const registry = await startRegistry(t, kind);
      const witness = await startWitness(t, 'witness.example/1', testLogKey.verifierKey);
      const jwk = JSON.stringify(newLogKeyJwk());
      const logKey = await readLogKey(jwk, 'https://registry.example', 'the test');
      const worker = logWorkerOver(registry.database, { witnesses: [witness], logKey });
      await worker.turn();
      assert.match(worker.failures.join(), /403: unsigned/);
    });

    const bad = {
      'a signature by another key': /without a good cosignature/,
      'a signature on something else': /without a good cosignature/,
      'a time that was not signed': /without a good cosignature/,
      nothing: /without a good cosignature/,
      'a page of HTML': /without a good cosignature/,
      'an error': /answered 500: gone wrong/,
      'a conflict without a size': /answered 409 without the size/,
      'conflicts without end': /answered 409: 3/,
      'another address': /fetch failed|redirect/i,
    } as const;
    for (const [what, message] of Object.entries(bad) as [keyof typeof bad, RegExp][]) {
      it(`are left out when they answer with ${what}`, async (t) => {
        const registry = await startRegistry(t, kind);
        const good = await startWitness(t, 'witness.example/good', testLogKey.verifierKey);
        const witness = await startWitness(t, 'witness.example/bad', testLogKey.verifierKey);
        const other = await startWitness(t, 'witness.example/other', testLogKey.verifierKey);
        witness.spoil = (answer) => {
          const at = answer.body.length - 10;
          const flipped = answer.body[at] === 'A' ? 'B' : 'A';
          switch (what) {
            case 'a signature by another key':
              return { ...answer, body: answer.body.replace('/bad', '/other') };
            case 'a signature on something else':
              return {
                ...answer,
                body: answer.body.slice(0, at) + flipped + answer.body.slice(at + 1),
              };
            case 'a time that was not signed':
              return { ...answer, body: answer.body.replace(/(\S{12})\S{2}(\S+\n)$/, '$1zz$2') };
            case 'nothing':
              return { ...answer, body: '' };
            case 'a page of HTML':
              return { ...answer, body: '<p>Welcome</p>' };
            case 'an error':
              return { status: 500, body: 'gone wrong' };
            case 'a conflict without a size':
              return { status: 409, body: 'conflict' };
            case 'conflicts without end':
              return { status: 409, body: '3\n' };
            case 'another address':
              return { status: 302, body: '' };
          }
        };
        const worker = logWorkerOver(registry.database, { witnesses: [witness, good] });
        await worker.turn();
        const keys = [witness, good, other].map(({ verifierKey }) => verifierKey);
        assert.deepEqual(await signersOf(registry, keys), [
          ['witness.example/good', 1_602_907_200],
        ]);
        assert.equal(worker.failures.length, 1);
        assert.match(worker.failures[0] ?? '', message);
      });
    }

    it('that do not answer hold nothing up for long, and are asked again after a while', async (t) => {
      const registry = await startRegistry(t, kind);
      const witness = await startWitness(t, 'witness.example/1', testLogKey.verifierKey);
      let now = testNow;
      witness.spoil = () => new Promise(() => {});
      const worker = logWorkerOver(registry.database, {
        witnesses: [witness],
        clock: () => now,
        witnessTimeoutMs: 50,
      });
      await worker.turn();
      assert.match(worker.failures.join(), /aborted due to timeout/);
      assert.ok((await servedCheckpoint(registry)).treeSize > 0);
      witness.spoil = undefined;
      await grow(registry, 1);
      await worker.turn();
      assert.equal(witness.requests.length, 1);
      now = new Date(testNow.getTime() + 30_000);
      await worker.turn();
      assert.deepEqual(await signersOf(registry, [witness.verifierKey]), [
        ['witness.example/1', 1_602_907_200],
      ]);
    });
  });
}
