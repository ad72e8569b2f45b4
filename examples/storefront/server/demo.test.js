import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { placeholderValues, readDemo } from './demo.js';

const badge = {
  badgeId: 'bdg_1',
  certificateId: 'crt_1',
  productId: 'prd_1',
  productName: '安远脐橙',
  countyName: '江西省安远县',
  sku: 'fp-1',
  priceFen: 6805,
  imageUrl: '/images/orange.svg',
};
const seeded = {
  outletId: 'out_1',
  rootKeyId: 'thumbprint',
  badges: { valid: badge, expired: badge, suspended: badge, revoked: badge },
};
const keys = { publishable: 'pk_1', operator: 'sk_1', administrator: 'sk_2' };
const origins = {
  registry: 'http://127.0.0.1:8787',
  shopOrigin: 'http://127.0.0.1:5173',
  copiedOrigin: 'http://localhost:5173',
};

/** @type {string} */ let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
});
after(() => rm(folder, { recursive: true }));

test('there is no demo until both files are written', async () => {
  assert.equal(await readDemo(folder), null);
  await write('demo-keys.json', keys);
  assert.equal(await readDemo(folder), null);
  await write('demo.json', seeded);
  assert.deepEqual(await readDemo(folder), {
    demo: {
      outletId: 'out_1',
      rootKeyId: 'thumbprint',
      publishableKey: 'pk_1',
      badges: Object.fromEntries(
        Object.keys(seeded.badges).map((status) => [status, withoutProductId()]),
      ),
    },
    secretKey: 'sk_1',
  });
});

test('a file that lacks something is named with what it lacks', async () => {
  await write('demo-keys.json', keys);
  await write('demo.json', { ...seeded, badges: { ...seeded.badges, revoked: undefined } });
  await assert.rejects(readDemo(folder), /demo\.json, badges\.revoked: priceFen is undefined/);
  await write('demo.json', { ...seeded, outletId: '' });
  await assert.rejects(readDemo(folder), /demo\.json: outletId is missing/);
  await writeFile(join(folder, 'demo.json'), '{"outletId": ');
  await assert.rejects(readDemo(folder), /demo\.json is not JSON/);
});

test('each state of a badge has placeholders of its own', async () => {
  await write('demo-keys.json', keys);
  await write('demo.json', seeded);
  const read = await readDemo(folder);
  assert.ok(read);
  const values = placeholderValues(read.demo, origins);
  assert.equal(values['badgeValid'], 'bdg_1');
  assert.equal(values['certificateRevoked'], 'crt_1');
  assert.equal(values['priceFenExpired'], '6805');
  assert.equal(values['yuanSuspended'], '68.05');
  assert.equal(values['imageUrlValid'], 'http://127.0.0.1:8787/images/orange.svg');
});

test('a picture at anything but an http address is refused', async () => {
  await write('demo-keys.json', keys);
  const script = { ...badge, imageUrl: 'javascript:alert(1)' };
  await write('demo.json', { ...seeded, badges: { ...seeded.badges, valid: script } });
  const read = await readDemo(folder);
  assert.ok(read);
  assert.throws(() => placeholderValues(read.demo, origins), /javascript:alert\(1\)/);
});

/**
 * @param {string} name
 * @param {unknown} content
 */
function write(name, content) {
  return writeFile(join(folder, name), JSON.stringify(content));
}

function withoutProductId() {
  const { productId: _, ...rest } = badge;
  return rest;
}
