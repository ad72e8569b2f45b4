import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CliError } from './cli-error.ts';
import { readWitnesses } from './read-witnesses.ts';

const key = 'witness.example/w1+04a2c5d7+BAbCdEf/+0=';

it('reads several witnesses, or none', () => {
  assert.deepEqual(readWitnesses(''), []);
  assert.deepEqual(readWitnesses(`${key} https://a.example/w/ , ${key}  http://127.0.0.1:1`), [
    { verifierKey: key, url: 'https://a.example/w' },
    { verifierKey: key, url: 'http://127.0.0.1:1' },
  ]);
});

for (const text of [
  key,
  'https://a.example',
  `https://a.example ${key}`,
  `${key} ftp://a.example`,
]) {
  it(`says what it expected of "${text}"`, () => {
    assert.throws(() => readWitnesses(text), CliError);
  });
}
