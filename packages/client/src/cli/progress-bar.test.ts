import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { textsFor } from './language.ts';
import { ProgressBar } from './progress-bar.ts';

const texts = textsFor({ LANG: 'en' });

function output(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 60, written, write: (text: string) => written.push(text) };
}

test('draws itself over on a terminal, and no longer than its line', () => {
  const stream = output(true);
  const bar = new ProgressBar(stream, texts);
  bar.show('Reading', 0.5, '500 rows '.repeat(20));
  assert.equal(stream.written.length, 1);
  const [drawn = ''] = stream.written;
  assert.match(drawn, /^\r\u001b\[2K█{14}░{14} Reading {2}50 % {2}500 rows/);
  assert.ok(drawn.length <= 60 + 5, `${drawn.length} characters`);
  bar.clear();
  assert.equal(stream.written.at(-1), '\r\u001b[2K');
});

test('shows in the end what came too soon after the last', async () => {
  const stream = output(true);
  const bar = new ProgressBar(stream, texts);
  for (const detail of ['sending', 'still sending', 'waiting']) bar.show('Reporting', 0, detail);
  assert.equal(stream.written.length, 1);
  await sleep(150);
  assert.equal(stream.written.length, 2);
  assert.match(stream.written.at(-1) ?? '', / waiting$/);
  bar.show('Reporting', 1, 'done');
  bar.clear();
  await sleep(150);
  assert.equal(stream.written.at(-1), '\r\u001b[2K');
});

test('writes nothing elsewhere until it has taken a while', () => {
  const stream = output(false);
  const bar = new ProgressBar(stream, texts);
  bar.show('Reading', 0.5, '500 rows');
  bar.clear();
  assert.deepEqual(stream.written, []);
});

test('texts are in the language that POSIX says', () => {
  const heading = (environment: Record<string, string>) => textsFor(environment).faultsHeading;
  assert.equal(heading({ LANG: 'zh_CN.UTF-8' }), '问题：');
  assert.equal(heading({ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' }), 'Faults:');
  assert.equal(heading({ LANG: 'C', LC_MESSAGES: 'zh_TW' }), '问题：');
});
