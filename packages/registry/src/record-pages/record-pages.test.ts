import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { pageAt, textOf } from '../testing/pages.ts';
import { sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);
const teaPath = `/certificates/${sampleIds.certificate('tea')}`;

/** What a page says to search engines. */
function jsonLdOf(page: string): Record<string, Record<string, unknown>> {
  const [, text = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? [];
  return JSON.parse(text) as Record<string, Record<string, unknown>>;
}

describe('the page of a certificate', () => {
  it('tells a browser all there is to know, without script and with nothing from elsewhere', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const response = await registry.app.request(teaPath, { headers: { accept: 'text/html' } });
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^default-src 'none'; style-src 'sha256-/);
    assert.match(response.headers.get('vary') ?? '', /\bAccept\b/);
    const page = await response.text();
    for (const told of [
      '认定有效',
      '湄潭翠芽',
      '云栖谷专业合作社',
      '带动 120 户',
      '93520328MA6E7K2Q95',
    ]) {
      assert.ok(page.includes(told), told);
    }
    assert.ok(page.includes(sampleOrigin), 'names the licensed origin');
    assert.match(page, /不能证明/);
    assert.match(page, /<svg[^>]+aria-label="https:\/\/registry\.example\/certificates\//);
    assert.doesNotMatch(page, /<script(?! type="application\/ld\+json")|style="/);
    assert.doesNotMatch(page, /<(?:img|link)[^>]+(?:src|href)="https?:\/\/(?!registry\.example)/);
  });

  it('says what became of each certificate, in the reader’s language', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const verdicts = {
      tea: ['认定有效', 'Certified'],
      honey: ['认定已过期', 'Expired'],
      walnut: ['认定已暂停', 'Suspended'],
      potato: ['认定已撤销', 'Withdrawn'],
    } as const;
    for (const [name, [chinese, english]] of Object.entries(verdicts)) {
      const path = `/certificates/${sampleIds.certificate(name as keyof typeof verdicts)}`;
      const verdict = (text: string) => `<strong class="verdict">${text}</strong>`;
      const page = await pageAt(registry, path);
      assert.ok(page.includes(verdict(chinese)), name);
      assert.ok(
        (await pageAt(registry, path, { language: 'en-GB' })).includes(verdict(english)),
        name,
      );
      const { hasCertification } = jsonLdOf(page);
      const standing = name === 'tea' ? 'Active' : 'Inactive';
      const expected = `https://schema.org/Certification${standing}`;
      assert.equal(hasCertification?.['certificationStatus'], expected, name);
    }
  });

  it('tells at once of a suspension and why', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const key = await registry.key(sampleKeys.supervisor);
    const change = await registry.call('changeCertificateStatus', {
      params: { certificateId: sampleIds.certificate('tea') },
      body: { status: 'suspended', reasonCode: 'foodSafety', reason: '农残超标' },
      key,
      headers: { 'idempotency-key': 'suspend-tea' },
    });
    assert.equal(change.status, 201);
    const page = await pageAt(registry, teaPath);
    assert.match(page, /认定已暂停/);
    assert.match(textOf(page), /原因：食品安全问题 · 农残超标/);
  });

  it('escapes what comes from records, in the text and in the data', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const name = '</script><img src=x onerror=alert(1)>';
    await registry.database.db
      .updateTable('product')
      .set({ name })
      .where('productId', '=', sampleIds.product('tea'))
      .execute();
    const page = await pageAt(registry, teaPath);
    assert.ok(page.includes('&lt;img src=x onerror=alert(1)&gt;'));
    assert.ok(!page.includes('<img src=x'));
    assert.equal(jsonLdOf(page)['name'], name);
  });

  it('has a code to print that leads to it', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const code = await registry.app.request(`${teaPath}/qr.svg`);
    assert.equal(code.headers.get('content-type'), 'image/svg+xml');
    assert.ok((await code.text()).includes(`aria-label="https://registry.example${teaPath}"`));
    const none = await registry.app.request('/certificates/crt_aaaaaaaaaa/qr.svg');
    assert.equal(none.status, 404);
  });
});

describe('the pages of other records', () => {
  it('show product, supplier and outlet, and lead to one another', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const product = await pageAt(registry, `/products/${sampleIds.product('tea')}`);
    assert.match(product, /认定有效/);
    assert.ok(product.includes(`/outlets/${sampleIds.outlet}`));
    const [, supplierPath = ''] = /href="(\/suppliers\/\w+)"/.exec(product) ?? [];
    const supplier = await pageAt(registry, supplierPath, { language: 'en' });
    assert.match(textOf(supplier), /5 products .*Walnut Nanhua County · Suspended/);
    assert.match(await pageAt(registry, `/outlets/${sampleIds.outlet}`), /湄潭翠芽/);
  });

  it('look up the licence of a site by any address on it', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const found = await pageAt(
      registry,
      `/licences?origin=${encodeURIComponent(`${sampleOrigin}/x?y`)}`,
    );
    const [, licencePath = ''] = /href="(\/licences\/\w+)"/.exec(found) ?? [];
    const licence = await pageAt(registry, licencePath);
    assert.ok(licence.includes(sampleOrigin));
    const unknown = await pageAt(registry, '/licences?origin=other.example');
    assert.match(unknown, /没有符合条件的许可/);
  });

  for (const path of [
    '/certificates/crt_aaaaaaaaaa',
    '/products/nonsense',
    '/suppliers/sup_aaaaaaaaaa',
    '/outlets/%00',
    '/batches/nonsense',
    '/licences/lic_aaaaaaaaaa',
  ]) {
    it(`say at ${path} that there is no such thing`, async (t) => {
      const registry = await startRegistry(t, sqlite);
      assert.match(await pageAt(registry, path, { status: 404 }), /没有这/);
    });
  }

  it('have one heading of the first rank, and mark in English what stands in Chinese in the records', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const register = await pageAt(registry, '/licences');
    const [licence = ''] = /\/licences\/lic_\w+/.exec(register) ?? [];
    const [supplier = ''] = /\/suppliers\/sup_\w+/.exec(await pageAt(registry, teaPath)) ?? [];
    const paths = [
      teaPath,
      `/certificates/${sampleIds.certificate('walnut')}`,
      `/products/${sampleIds.product('tea')}`,
      supplier,
      `/outlets/${sampleIds.outlet}`,
      `/outlets/${sampleIds.otherOutlet}`,
      '/batches',
      '/licences',
      licence,
      '/complaints',
    ];
    for (const path of paths) {
      const page = await pageAt(registry, path, { language: 'en' });
      assert.equal(page.match(/<h1\b/g)?.length, 1, path);
      const unmarked = textOf(page.replace(/<span lang="zh-Hans">[^<]*<\/span>/g, ''));
      assert.doesNotMatch(unmarked, /\p{Script=Han}/u, path);
    }
    const missing = await pageAt(registry, '/products/nonsense', { language: 'en', status: 404 });
    assert.equal(missing.match(/<h1\b/g)?.length, 1);
  });
});
