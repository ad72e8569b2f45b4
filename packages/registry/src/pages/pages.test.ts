import { operations } from '@fupin/schema';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { problemOf, startRegistry } from '../testing/registry-under-test.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);

test('the documentation shows every operation, from the registry alone and without script', async (t) => {
  const { app } = await startRegistry(t, sqlite);
  const response = await app.request('/docs');
  const page = await response.text();
  for (const operationId of Object.keys(operations)) {
    assert.ok(page.includes(`<article id="${operationId}">`), operationId);
  }
  assert.match(page, /A list is <code>\{items, nextCursor\}<\/code>/);
  assert.doesNotMatch(page, /`/);
  assert.doesNotMatch(page, /<script|style="|(?:src|href)="(?:https?:)?\/\//);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /style-src 'self'/);
  assert.doesNotMatch(policy, /unsafe|https?:/);
});

test('every link and style sheet of the pages leads somewhere', async (t) => {
  const { app } = await startRegistry(t, sqlite);
  for (const path of ['/', '/docs']) {
    const page = await (await app.request(path)).text();
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
    assert.ok(links.length > 3);
    for (const link of links) {
      if (link.startsWith('#')) assert.ok(page.includes(`id="${link.slice(1)}"`), link);
      else assert.equal((await app.request(link.replaceAll('&amp;', '&'))).status, 200, link);
    }
  }
});

test('illustrations are served for good, and nothing else from the disk', async (t) => {
  const { app } = await startRegistry(t, sqlite);
  const [name = ''] = readdirSync(new URL('../../illustrations/', import.meta.url)).filter((file) =>
    file.endsWith('.svg'),
  );
  const response = await app.request(`/illustrations/${name}`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'image/svg+xml');
  assert.match(response.headers.get('cache-control') ?? '', /immutable/);
  assert.match(await response.text(), /^<svg/);
  for (const path of [
    'nothing.svg',
    '..%2fpackage.json',
    '%2e%2e%2fsrc%2findex.ts',
    'x.svg%00',
    '.svg',
  ]) {
    const missing = await app.request(`/illustrations/${path}`);
    assert.equal((await problemOf(missing)).code, 'notFound', path);
  }
});
