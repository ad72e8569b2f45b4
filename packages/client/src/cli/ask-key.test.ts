import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { askKey } from './ask-key.ts';

async function answer(...typed: readonly string[]) {
  const modes: boolean[] = [];
  let shown = '';
  const stdin = Object.assign(new PassThrough(), {
    setRawMode: (mode: boolean) => modes.push(mode),
  });
  for (const text of typed) stdin.write(text);
  const key = await askKey({ stdin, stderr: { write: (text) => (shown += text) } }, 'Key: ');
  return { key, modes, shown };
}

test('a key is asked for without being shown', async () => {
  const { key, modes, shown } = await answer('sk_', '12x\u007f3', '\r');
  assert.equal(key, 'sk_123');
  assert.equal(shown, 'Key: \n');
  assert.deepEqual(modes, [true, false]);
});

test('Ctrl-C gives up, and the terminal is as it was', async () => {
  const { key, modes } = await answer('sk_1\u0003');
  assert.equal(key, undefined);
  assert.deepEqual(modes, [true, false]);
});
