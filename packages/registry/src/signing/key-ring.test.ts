import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import {
  activeKey,
  createKeyRing,
  newKeyRing,
  publishedKeys,
  readKeyRing,
  replaceKeyRing,
  stateOf,
  withActiveKey,
  withNextKey,
  withRetiredKey,
  type KeyRing,
} from './key-ring.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour));
const states = (ring: KeyRing) => ring.keys.map((key) => stateOf(key, ring));
const kidAt = (ring: KeyRing, place: number) => ring.keys[place]!.key.kid;

it('lets a key wait, sign, be published after, and end', async () => {
  const first = await newKeyRing(at(0));
  assert.deepEqual(states(first), ['active']);
  const waiting = await withNextKey(first, at(1));
  assert.deepEqual(states(waiting), ['active', 'next']);
  assert.equal(activeKey(waiting)?.key.kid, kidAt(first, 0));
  const rotated = withActiveKey(waiting, kidAt(waiting, 1), at(2));
  assert.deepEqual(states(rotated), ['former', 'active']);
  const retired = withRetiredKey(rotated, kidAt(rotated, 0), at(3));
  assert.deepEqual(states(retired), ['retired', 'active']);
});

it('publishes every key, without its private part, retired ones with the instant of their end', async () => {
  const two = await withNextKey(await newKeyRing(at(0)), at(1));
  const ring = withRetiredKey(withActiveKey(two, kidAt(two, 1), at(2)), kidAt(two, 0), at(3));
  const keys = publishedKeys(ring);
  assert.deepEqual(
    keys.map(({ iat, exp }) => [iat, exp]),
    [
      [at(0).getTime() / 1000, at(3).getTime() / 1000],
      [at(1).getTime() / 1000, undefined],
    ],
  );
  assert.doesNotMatch(JSON.stringify(keys), /"d"/);
});

it('forgets the private part of a retired key', async () => {
  const two = await withNextKey(await newKeyRing(at(0)), at(1));
  const ring = withRetiredKey(two, kidAt(two, 1), at(2));
  assert.ok('d' in ring.keys[0]!.key);
  assert.ok(!('d' in ring.keys[1]!.key));
});

it('refuses what would leave nothing that signs, and a second key that waits', async () => {
  const one = await newKeyRing(at(0));
  assert.throws(() => withRetiredKey(one, kidAt(one, 0), at(1)), { message: /is active/ });
  assert.throws(() => withActiveKey(one, 'unknown', at(1)), { message: /has no key unknown/ });
  const two = await withNextKey(one, at(1));
  await assert.rejects(withNextKey(two, at(2)), { message: /waits already/ });
  const retired = withRetiredKey(two, kidAt(two, 1), at(2));
  assert.throws(() => withActiveKey(retired, kidAt(two, 1), at(3)), { message: /is retired/ });
});

it('is kept in a file that only its owner may read, and is never begun over another', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'fupin-ring-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'data', 'key-ring.json');
  assert.equal(await readKeyRing(file), undefined);
  const ring = await newKeyRing(at(0));
  await createKeyRing(file, ring);
  await assert.rejects(createKeyRing(file, ring), { code: 'EEXIST' });
  assert.deepEqual(await readKeyRing(file), ring);
  await replaceKeyRing(file, await withNextKey(ring, at(1)));
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((JSON.parse(await readFile(file, 'utf8')) as KeyRing).keys.length, 2);
});
