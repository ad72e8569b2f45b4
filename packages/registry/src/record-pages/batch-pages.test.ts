import type { Batch } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { batchIdOf } from '../batches/batch-store.ts';
import { openDesk, type Desk } from '../testing/applications.ts';
import { databaseKinds } from '../testing/databases.ts';
import { pageAt, textOf } from '../testing/pages.ts';
import { bodyOf, sampleKeys, startRegistry } from '../testing/registry-under-test.ts';

const schemeId = 'consumption-assistance';

/** Takes applications through their review into a batch, which is published if so asked. */
async function batchOf(
  desk: Desk,
  name: string,
  { applications = 1, isPublished = true } = {},
): Promise<Batch> {
  for (let count = 0; count < applications; count += 1) {
    const { applicationId, version } = await desk.draft([schemeId]);
    const submission = { params: { applicationId }, body: { version } };
    await bodyOf(await desk.call('submitApplication', 'meitan', submission), 201);
    for (const key of ['county', 'national', 'national', 'national', 'national'] as const) {
      await bodyOf(await desk.step(applicationId, schemeId, key), 201);
      const { state } = await desk.track(applicationId, schemeId);
      if (state === 'publicNotice') desk.forward(7);
    }
  }
  const created = await desk.call('createBatch', 'national', { body: { schemeId, name } });
  const batch = await bodyOf<Batch>(created, 201);
  if (!isPublished) return batch;
  const params = { batchId: batch.batchId };
  return bodyOf(await desk.call('publishBatch', 'national', { params, body: {} }), 201);
}

for (const kind of databaseKinds) {
  describe(`the pages of batches on ${kind.name}`, () => {
    it('list what was published, and lead from there to the certificates', async (t) => {
      const registry = await startRegistry(t, kind);
      const desk = await openDesk(registry);
      const { batchId } = await batchOf(desk, '第一批 <b>');
      const open = await batchOf(desk, '第二批', { isPublished: false });
      const list = await pageAt(registry, '/batches');
      assert.match(textOf(list), /第一批 &lt;b&gt; 2020年10月24日公布 1 份证书/);
      assert.doesNotMatch(list, /第二批/);
      assert.ok(list.includes(`href="/batches/${batchId}"`));
      await pageAt(registry, `/batches/${open.batchId}`, { status: 404 });

      const batch = await pageAt(registry, `/batches/${batchId}`, { language: 'en' });
      assert.match(textOf(batch), /Published October 24, 2020 · 1 certificate /);
      assert.ok(batch.includes('<span lang="zh-Hans">云雾茶</span>'));
      const [, path = ''] = /href="(\/certificates\/\w+)"/.exec(batch) ?? [];
      const certificate = textOf(await pageAt(registry, path));
      assert.match(certificate, /认定有效 .* 云雾茶 .* 批次 第一批/);
      assert.match(certificate, /有效期 2020年10月24日至2022年10月23日/);
    });

    it('show which certificates of a batch are suspended since', async (t) => {
      const registry = await startRegistry(t, kind);
      const { batchId } = await batchOf(await openDesk(registry), '第一批');
      const path = `/batches/${batchId}`;
      const before = await pageAt(registry, path);
      assert.doesNotMatch(textOf(before), /暂停/);
      const [, certificateId = ''] = /\/certificates\/(\w+)"/.exec(before) ?? [];
      const change = await registry.call('changeCertificateStatus', {
        params: { certificateId },
        body: { status: 'suspended', reasonCode: 'foodSafety', reason: '农残超标' },
        key: await registry.key(sampleKeys.supervisor),
        headers: { 'idempotency-key': 'suspend' },
      });
      assert.equal(change.status, 201);
      assert.match(textOf(await pageAt(registry, path)), /XFBF-2020-520328-000001 暂停/);
    });
  });
}

describe('a long list of batches', () => {
  it('goes on page by page until each was shown once', async (t) => {
    const [sqlite] = databaseKinds;
    assert.ok(sqlite);
    const registry = await startRegistry(t, sqlite);
    const names = Array.from({ length: 101 }, (_, place) => `第${place + 1}批`);
    const at = registry.now.toISOString();
    await registry.database.db
      .insertInto('batch')
      .values(
        names.map((name) => ({
          batchId: batchIdOf(schemeId, name),
          schemeId,
          name,
          divisionCode: null,
          createdAt: at,
          publishedAt: at,
        })),
      )
      .execute();
    const shown: string[] = [];
    let path: string | undefined = '/batches';
    let pages = 0;
    while (path !== undefined) {
      const page: string = await pageAt(registry, path);
      shown.push(
        ...[...page.matchAll(/href="\/batches\/\w+">([^<]+)</g)].map(([, name = '']) => name),
      );
      path = /href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
      pages += 1;
    }
    assert.equal(pages, 2);
    assert.deepEqual(shown.filter((name) => names.includes(name)).toSorted(), names.toSorted());
  });

  it('has no page at a link that was cut short, and does not say that there are none', async (t) => {
    const [sqlite] = databaseKinds;
    assert.ok(sqlite);
    const registry = await startRegistry(t, sqlite);
    for (const path of ['/batches?cursor=abc', '/licences?cursor=abc']) {
      const text = textOf(await pageAt(registry, path, { status: 404 }));
      assert.match(text, /没有这一页/, path);
    }
  });
});
