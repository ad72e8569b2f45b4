import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';

test('the example of issuing in the README runs and ends in a valid badge', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const example = /## Issue\n+```ts\n(.*?)```/s.exec(readme)?.[1];
  assert.ok(example);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@fupin/source', '--input-type=module-typescript', '--eval', example],
    { cwd: new URL('..', import.meta.url) },
  );
  assert.equal(stdout, 'valid\n');
});
