import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import {
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);
const teaPath = `/certificates/${sampleIds.certificate('tea')}`;
const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A page as a browser gets it; fails where it is none. */
async function pageAt({ app }: RegistryUnderTest, path: string, language = 'zh-CN', status = 200) {
  const headers = { accept: browser, 'accept-language': language };
  const response = await app.request(path, { headers });
  assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8', path);
  assert.equal(response.status, status, path);
  return response.text();
}

async function post({ app }: RegistryUnderTest, path: string, form: Record<string, string>) {
  return app.request(path, { method: 'POST', body: new URLSearchParams(form) });
}

/** What a page says to search engines. */
function jsonLdOf(page: string): Record<string, Record<string, unknown>> {
  const [, text = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? [];
  return JSON.parse(text) as Record<string, Record<string, unknown>>;
}

describe('the page of a certificate', () => {
  it('tells a browser all there is to know, without script and with nothing from elsewhere', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const response = await registry.app.request(teaPath, { headers: { accept: browser } });
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
      assert.ok((await pageAt(registry, path, 'en-GB')).includes(verdict(english)), name);
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
    assert.match(page, /食品安全问题 · 农残超标/);
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

describe('a complaint', () => {
  const complaint = {
    kind: 'fake',
    text: '实物与\r\n证书不符',
    orderNo: '',
    contact: '13800000000',
  };

  it('is made and followed without script, its contact shown to nobody', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const taken = await post(registry, `${teaPath}/complaints`, complaint);
    assert.equal(taken.status, 201);
    assert.equal(taken.headers.get('cache-control'), 'no-store');
    const page = await taken.text();
    const [receiptNo = '', followUpCode = ''] = [...page.matchAll(/<code>([^<]+)<\/code>/g)].map(
      ([, code]) => code,
    );
    const followed = await post(registry, '/complaints', { receiptNo, followUpCode });
    assert.equal(followed.status, 200);
    const progress = await followed.text();
    assert.ok(progress.includes(receiptNo));
    assert.doesNotMatch(progress, /13800000000/);
    assert.match(await pageAt(registry, teaPath), /收到投诉 1 件，处理中 1 件/);
    const wrong = await post(registry, '/complaints', { receiptNo, followUpCode: 'x' });
    assert.equal(wrong.status, 404);
  });

  it('that is not valid is refused with the reason, and one too large or too many are not taken', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const path = `${teaPath}/complaints`;
    const refused = await post(registry, path, { kind: 'fake', text: '' });
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /投诉没有提交成功[\s\S]*怎么回事/);
    const large = await post(registry, path, { ...complaint, text: 'x'.repeat(40_000) });
    assert.equal(large.status, 413);
    let last = 201;
    for (let count = 0; count < 20 && last === 201; count += 1) {
      last = (await post(registry, path, complaint)).status;
    }
    assert.equal(last, 429);
  });
});

describe('the pages of other records', () => {
  it('show product, supplier and outlet, and lead to one another', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const product = await pageAt(registry, `/products/${sampleIds.product('tea')}`);
    assert.match(product, /认定有效/);
    assert.ok(product.includes(`/outlets/${sampleIds.outlet}`));
    const [, supplierPath = ''] = /href="(\/suppliers\/\w+)"/.exec(product) ?? [];
    const supplier = await pageAt(registry, supplierPath, 'en');
    assert.match(supplier, /5 certified products/);
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
      assert.match(await pageAt(registry, path, 'zh', 404), /没有这/);
    });
  }
});
