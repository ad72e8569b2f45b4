import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recheckLicences } from '../licences/recheck-licences.ts';
import { databaseKinds } from '../testing/databases.ts';
import { changeLicence, licencesOf } from '../testing/mark-licences.ts';
import { pageAt, textOf } from '../testing/pages.ts';
import { bodyOf, sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { sampleIds, sampleOrigin } from '../testing/sample-directory.ts';

const [sqlite] = databaseKinds;
assert.ok(sqlite);
const origin = 'https://new.example';

describe('the page of a licence', () => {
  it('names the last day of the licence, and how each origin was proved', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const { granted } = await licencesOf(registry);
    const { licenceId, validUntil } = await granted([origin]);
    assert.equal(validUntil, '2021-10-17T16:00:00.000Z');
    const text = textOf(await pageAt(registry, `/licences/${licenceId}`));
    assert.match(text, /标识许可有效/);
    assert.match(text, /2020年10月17日至2021年10月17日/);
    assert.match(text, /https:\/\/new\.example 网站文件证明 · 2020年10月17日查看时仍在/);
  });

  it('tells what became of it, each time with the reason', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const { granted, verify, prove, read } = await licencesOf(registry);
    const licence = await granted([origin]);
    registry.sites.files.clear();
    for (let day = 0; day < 4; day += 1) {
      registry.now = new Date(registry.now.getTime() + 86_400_000);
      await recheckLicences(registry.database, { ...registry.sites, clock: () => registry.now });
    }
    prove(await read(licence));
    await verify(licence);
    const supervisor = await registry.key(sampleKeys.supervisor);
    await bodyOf(await changeLicence(registry, licence, 'suspended', supervisor), 201);
    const text = textOf(await pageAt(registry, `/licences/${licence.licenceId}`));
    assert.match(text, /标识许可已暂停/);
    assert.match(text, /批准 .* 暂停 多次查看，都没有找到网站归属证明 .* 恢复 .* 暂停 核查/);
  });
});

describe('the register', () => {
  it('is not shown in full to whoever asks for what is no site', async (t) => {
    const registry = await startRegistry(t, sqlite);
    for (const asked of ['not a site', 'javascript://x', '%00', 'a'.repeat(400)]) {
      const page = await pageAt(registry, `/licences?origin=${encodeURIComponent(asked)}`);
      assert.match(page, /没有符合条件的许可/, asked);
    }
    assert.ok((await pageAt(registry, '/licences?origin=%00')).includes('/licences/lic_'));
  });
});

describe('the page of a certificate', () => {
  it('names no site whose licence is over, also before that was taken down', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const path = `/certificates/${sampleIds.certificate('tea')}`;
    assert.ok((await pageAt(registry, path)).includes(sampleOrigin));
    // Past the end of the licence of the sample directory.
    registry.now = new Date('2025-10-17T16:00:00Z');
    const page = await pageAt(registry, path);
    assert.ok(!page.includes(sampleOrigin));
    assert.match(page, /目前没有网站获准展示/);
  });

  it('names the origins of each licence with its number', async (t) => {
    const registry = await startRegistry(t, sqlite);
    const { granted } = await licencesOf(registry);
    const { licenceNo } = await granted([origin]);
    const text = textOf(await pageAt(registry, `/certificates/${sampleIds.certificate('tea')}`));
    assert.match(text, new RegExp(`许可编号 ${licenceNo} https://new\\.example`));
  });
});
