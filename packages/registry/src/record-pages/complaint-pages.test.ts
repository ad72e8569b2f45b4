import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { pageAt, submit, textOf } from '../testing/pages.ts';
import { startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);
const teaPath = `/certificates/${sampleIds.certificate('tea')}`;

const complaint = { kind: 'fake', text: '实物与\r\n证书不符', orderNo: '', contact: '13800000000' };

describe('the form of a complaint', () => {
  it('is sent and followed without script, its contact shown to nobody', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const taken = await submit(registry, `${teaPath}/complaints`, complaint);
    assert.equal(taken.status, 201);
    assert.equal(taken.headers.get('cache-control'), 'no-store');
    const page = await taken.text();
    const [receiptNo = '', followUpCode = ''] = [...page.matchAll(/<code>([^<]+)<\/code>/g)].map(
      ([, code]) => code,
    );
    const followed = await submit(registry, '/complaints', { receiptNo, followUpCode });
    assert.equal(followed.status, 200);
    assert.equal(followed.headers.get('cache-control'), 'no-store');
    const progress = await followed.text();
    assert.ok(progress.includes(receiptNo));
    assert.doesNotMatch(progress, /13800000000/);
    assert.match(await pageAt(registry, teaPath), /收到投诉 1 件，处理中 1 件/);
    for (const wrong of [
      { receiptNo, followUpCode: 'x' },
      { receiptNo: '', followUpCode },
    ]) {
      const answer = await submit(registry, '/complaints', wrong);
      assert.equal(answer.status, 404);
      assert.match(await answer.text(), /没有查到/);
    }
  });

  it('is refused with what is wrong in the reader’s language', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const wrong = { kind: 'fake', text: ' ', orderNo: 'x'.repeat(65), unknown: 'x' };
    const refused = await submit(registry, `${teaPath}/complaints`, wrong);
    assert.equal(refused.status, 400);
    const text = textOf(await refused.text());
    assert.match(
      text,
      /改正下面各项后再提交： 怎么回事：请写明情况，最多 2000 字 订单号：一行，最多 64 字 返回证书/,
    );
    const inEnglish = await submit(registry, `${teaPath}/complaints`, wrong, 'en');
    assert.match(textOf(await inEnglish.text()), /send it again: What happened: .+ Order number: /);
  });

  it('takes no more than it can read, and no more than its share', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const path = `${teaPath}/complaints`;
    const large = await submit(registry, path, { ...complaint, text: 'x'.repeat(40_000) });
    assert.equal(large.status, 413);
    let last = await submit(registry, path, complaint);
    for (let count = 0; count < 20 && last.status === 201; count += 1) {
      last = await submit(registry, path, complaint);
    }
    assert.equal(last.status, 429);
    assert.match(await last.text(), /提交得太频繁/);
  });

  it('says that too much was asked, and not that there is no such complaint', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const guess = { receiptNo: 'C0000000000', followUpCode: 'x' };
    let last = await submit(registry, '/complaints', guess);
    for (let count = 0; count < 100 && last.status === 404; count += 1) {
      last = await submit(registry, '/complaints', guess);
    }
    assert.equal(last.status, 429);
    const page = await last.text();
    assert.match(page, /提交得太频繁/);
    assert.doesNotMatch(page, /没有查到/);
  });

  it('reaches nothing but complaints, however the path is written', async (t) => {
    const registry = await startRegistry(t, sqlite);
    for (const id of [
      'x%3F',
      'x%23',
      '..%2F..%2Fv1%2Fcredentials%2Fverify%3F',
      '%2E%2E%2Fx',
      'crt_aaaaaaaaaa',
    ]) {
      const answer = await submit(registry, `/certificates/${id}/complaints`, complaint);
      assert.equal(answer.status, 404, id);
      assert.match(await answer.text(), /<h1 class="verdict">没有这份认定证书/, id);
    }
    assert.deepEqual(registry.failures, []);
  });
});
