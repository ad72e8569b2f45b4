import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reader } from '@fupin/client/read';
import { badgeBundle } from '@fupin/schema/fixtures';
import { BadgeLoader } from './badge-loader.ts';

function countingReader(answer: () => Promise<unknown>) {
  const asked: string[][] = [];
  const read = (_id: string, { badgeIds }: { badgeIds: string[] }) => {
    asked.push(badgeIds);
    return answer();
  };
  return { asked, reader: { read } as unknown as Reader };
}

describe('BadgeLoader', () => {
  it('makes one request, in order, of what is asked for in one turn', async () => {
    const { asked, reader } = countingReader(() => Promise.resolve(badgeBundle));
    const loader = new BadgeLoader(reader);
    const early = [loader.load('bdg_b'), loader.load('bdg_a')];
    await Promise.resolve();
    const late = loader.load('bdg_c');
    assert.deepEqual(await Promise.all([...early, late]), Array(3).fill(badgeBundle));
    assert.deepEqual(asked, [['bdg_a', 'bdg_b', 'bdg_c']]);
  });

  it('fails all that wait for a request that fails, and asks again for the next', async () => {
    let answer: () => Promise<unknown> = () => Promise.reject(new Error('down'));
    const { asked, reader } = countingReader(() => answer());
    const loader = new BadgeLoader(reader);
    const waiting = [loader.load('bdg_a'), loader.load('bdg_b')];
    for (const each of waiting) await assert.rejects(each, { message: 'down' });
    answer = () => Promise.resolve(badgeBundle);
    assert.equal(await loader.load('bdg_a'), badgeBundle);
    assert.equal(asked.length, 2);
  });
});
