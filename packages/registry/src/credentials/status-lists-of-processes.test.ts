import { generateSigningKey } from '@fupin/credential';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addStatusChanges } from '../certificates/status-change-store.ts';
import type { Database } from '../database/database.ts';
import { databaseKinds } from '../testing/databases.ts';
import { startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';
import { createStatusLists } from './status-lists.ts';

const hourMs = 3_600_000;
const issuer = {
  id: 'did:web:registry.example',
  name: 'Registry',
  context: 'https://registry.example/contexts/v1',
  key: await generateSigningKey(),
};
const certificateId = sampleIds.certificate('tea');

/** One of several processes over a database, each with a memory of its own: what its list says. */
function process(database: Database) {
  const lists = createStatusLists('https://registry.example')(issuer);
  return async (at: Date) => {
    const [token = ''] = await lists.tokens(database, ['stl_suspension1'], at);
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const { validFrom } = JSON.parse(payload) as { validFrom: string };
    return { payload, datedMs: Date.parse(validFrom) };
  };
}

for (const kind of databaseKinds) {
  describe(`status lists of several processes on ${kind.name}`, () => {
    it('are the same to the letter, whenever they are signed', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const [one, other] = [process(database), process(database)];
      const first = await one(now);
      assert.deepEqual(await other(new Date(now.getTime() + hourMs)), first);
      assert.deepEqual(await process(database)(new Date(now.getTime() + 2 * hourMs)), first);
    });

    it('are asked for at the same time and dated once', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const processes = Array.from({ length: 5 }, () => process(database));
      const answers = await Promise.all(
        processes.map((each, place) => each(new Date(now.getTime() + place))),
      );
      const latest = await process(database)(now);
      for (const { datedMs } of answers) assert.ok(datedMs <= latest.datedMs);
      for (const each of processes) assert.deepEqual(await each(now), latest);
    });

    it('are dated later the newer the state, though the clocks of the processes differ', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const fast = process(database);
      const slow = process(database);
      const skewed = (ms: number) => new Date(now.getTime() + ms);
      const states = [await fast(skewed(30_000))];
      const statuses = ['suspended', 'active', 'suspended', 'active'];
      for (const [place, status] of statuses.entries()) {
        // Recorded by the slow process, and read by whichever.
        const at = skewed(place * 10).toISOString();
        await addStatusChanges(database, [{ certificateId, status, at }]);
        states.push(place % 2 === 0 ? await slow(skewed(place * 10)) : await fast(skewed(30_000)));
      }
      const dates = states.map(({ datedMs }) => datedMs);
      assert.deepEqual(
        dates,
        dates.toSorted((a, b) => a - b),
      );
      assert.equal(new Set(dates).size, states.length);
      const bits = states.map(({ payload }) => /"encodedList":"[^"]*"/.exec(payload)?.[0]);
      assert.equal(bits[1], bits[3]);
      assert.equal(bits[2], bits[4]);
      assert.notEqual(bits[1], bits[2]);
    });

    it('last a day from a date that is renewed every six hours by whichever comes first', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const [one, other] = [process(database), process(database)];
      await one(now);
      const later = new Date(now.getTime() + 6 * hourMs);
      const renewed = await other(later);
      assert.equal(renewed.datedMs, later.getTime());
      assert.deepEqual(await one(new Date(later.getTime() + 1)), renewed);
    });

    it('are dated anew when a change comes into force that was recorded in advance', async (t) => {
      const { database, now } = await startRegistry(t, kind);
      const at = new Date(now.getTime() + hourMs);
      await addStatusChanges(database, [
        { certificateId, status: 'suspended', at: at.toISOString() },
      ]);
      const read = process(database);
      const before = await read(new Date(at.getTime() - 1));
      const after = await read(at);
      assert.equal(after.datedMs, at.getTime());
      assert.notEqual(after.payload, before.payload);
    });
  });
}
