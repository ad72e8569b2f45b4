import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = await readFile(`${root}README.md`, 'utf8');
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

/** What a block says it prints: the comments behind and below its calls of console.log. */
const said = (code: string) =>
  [...code.matchAll(/(?:\/\/ )(.*)/g)].map(([, text = '']) => text.trim()).join('\n');
const withoutSpace = (text: string) => text.replace(/\s+/g, '');

describe('the README', () => {
  test('has examples', () => assert.ok(blocks.length >= 4));

  for (const [index, code] of blocks.entries()) {
    test(`prints in example ${index + 1} what it says`, async () => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--conditions=@fupin/source', '--input-type=module-typescript', '--eval', code],
        { cwd: root },
      );
      assert.equal(withoutSpace(stdout), withoutSpace(said(code)));
    });
  }
});
