import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { createStorefront } from './storefront.js';

/** @import { AddressInfo } from 'node:net' */
/** @import { IncomingHttpHeaders } from 'node:http' */
/** @import { DemoBadge } from './demo.js' */

const SECRET = 'sk_operator_secret';
const SESSION = { session: 'rs_short', expiresAt: '2020-10-17T20:00:00+08:00' };

/** @type {{method: string | undefined, url: string | undefined, headers: IncomingHttpHeaders, body: string}[]} */
let received = [];
/** @type {{status: number, body: string}} */
let answer;
const registry = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ method: request.method, url: request.url, headers: request.headers, body });
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
});

/** @type {string} */ let registryOrigin;
/** @type {string} */ let origin;
/** @type {string} */ let elementsFolder;
/** @type {string} */ let outsideFolder;
/** @type {ReturnType<typeof createStorefront>} */ let storefront;
/** @type {string[]} */ const logged = [];

before(async () => {
  await new Promise((listening) => registry.listen(0, '127.0.0.1', () => listening(undefined)));
  registryOrigin = `http://127.0.0.1:${/** @type {AddressInfo} */ (registry.address()).port}`;
  elementsFolder = await mkdtemp(join(tmpdir(), 'storefront-'));
  await writeFile(join(elementsFolder, 'fupin.js'), 'export {};');
  await writeFile(join(elementsFolder, '.hidden.js'), 'not for visitors');
  outsideFolder = await mkdtemp(join(tmpdir(), 'outside-'));
  await writeFile(join(outsideFolder, 'outside.txt'), 'not for visitors');
  await symlink(join(outsideFolder, 'outside.txt'), join(elementsFolder, 'linked.txt'));
  storefront = createStorefront({
    registry: `${registryOrigin}/`,
    demo: {
      outletId: 'out_helin',
      rootKeyId: 'thumbprint',
      publishableKey: 'pk_helin',
      badges: {
        valid: badge('valid', '甲"><script>alert(1)</script>'),
        expired: badge('expired', '乙'),
        suspended: badge('suspended', '丙'),
        revoked: badge('revoked', '丁'),
      },
    },
    elementsFolder,
    secretKey: SECRET,
    log: (line) => logged.push(line),
  });
  origin = await storefront.listen(0);
});

beforeEach(() => {
  received = [];
  logged.length = 0;
  answer = { status: 201, body: JSON.stringify({ ...SESSION, outletId: 'out_helin' }) };
});

after(async () => {
  await storefront.close();
  await new Promise((closed) => registry.close(closed));
  await rm(elementsFolder, { recursive: true });
  await rm(outsideFolder, { recursive: true });
});

test('the home page embeds the area with one script and one element', async () => {
  const html = await (await fetch(`${origin}/`)).text();
  assert.equal(html.split('src="/fupin/fupin.js"').length, 2);
  const tag = /<fupin-special-area[^>]*>/.exec(html)?.[0].replaceAll(/\s+/g, ' ');
  assert.ok(tag, 'the page holds the element');
  assert.match(tag, new RegExp(`registry="${registryOrigin}"`));
  assert.match(tag, / publishable-key="pk_helin"/);
  assert.match(tag, /outlet="out_helin"/);
});

test('every page is filled to the last placeholder and holds no key but the publishable one', async () => {
  for (const path of ['/', '/product.html', '/marks.html', '/backoffice/', '/nowhere']) {
    const html = await (await fetch(origin + path)).text();
    assert.match(html, /<html lang="zh-Hans">/, path);
    assert.doesNotMatch(html, /\{\{|<!--#include|sk_/, path);
  }
  const copied = await raw('/copied/', { host: `localhost:${new URL(origin).port}` });
  assert.equal(copied.status, 200);
  assert.doesNotMatch(copied.body, /\{\{|<!--#include|sk_/);
});

test('a product name from the registry cannot become markup', async () => {
  const html = await (await fetch(`${origin}/product.html`)).text();
  assert.ok(html.includes('<h1>甲&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>'));
  assert.ok(!html.includes('<script>alert'));
});

test('the copied page carries the badge tag of the product page letter for letter', async () => {
  const tag = /<fupin-certification-badge[^>]*>/;
  const original = tag.exec(await (await fetch(`${origin}/product.html`)).text())?.[0];
  const { body } = await raw('/copied/', { host: `localhost:${new URL(origin).port}` });
  assert.ok(original?.includes('badge="bdg_valid"'));
  assert.equal(tag.exec(body)?.[0], original);
});

test('each of the two sites answers at its own origin only', async () => {
  const port = new URL(origin).port;
  const copied = await fetch(`${origin}/copied/`, { redirect: 'manual' });
  assert.equal(copied.headers.get('location'), `http://localhost:${port}/copied/`);
  const shop = await raw('/product.html', { host: `localhost:${port}` });
  assert.equal(shop.headers.location, `http://127.0.0.1:${port}/product.html`);
  assert.equal((await raw('/fupin/fupin.js', { host: `localhost:${port}` })).status, 200);
});

test('nothing outside the served folders is served', async () => {
  const paths = [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..\\package.json',
    '/img/..%2f..%2fserver.js',
    '/fupin/../../server.js',
    '/fupin/..%2f..%2fserver.js',
    '/fupin/linked.txt',
    '/fupin/.hidden.js',
    '/index.html%00.js',
    '/%',
    '/fupin/%zz',
  ];
  for (const path of paths) {
    const { status, body } = await raw(path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(body, /storefront-example|createStorefront|not for visitors/, path);
  }
});

test('every answer carries the strict headers', async () => {
  for (const path of ['/', '/shop.js', '/fupin/fupin.js', '/nowhere', '/backoffice/session']) {
    const { headers } = await fetch(origin + path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'; /, path);
    assert.ok(policy.includes(`connect-src 'self' ${registryOrigin};`), path);
    assert.ok(policy.includes(`img-src 'self' data: ${registryOrigin};`), path);
    assert.match(policy, /require-trusted-types-for 'script'$/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'strict-origin-when-cross-origin', path);
  }
});

test('files have their type, and an unchanged one is not sent twice', async () => {
  const types = {
    '/': 'text/html; charset=utf-8',
    '/shop.css': 'text/css; charset=utf-8',
    '/cart.js': 'text/javascript; charset=utf-8',
    '/img/logo.svg': 'image/svg+xml; charset=utf-8',
  };
  for (const [path, type] of Object.entries(types)) {
    const first = await fetch(origin + path);
    assert.equal(first.headers.get('content-type'), type);
    assert.equal(first.headers.get('cache-control'), 'no-cache');
    const etag = first.headers.get('etag') ?? '';
    const second = await raw(path, { 'if-none-match': etag });
    assert.equal(second.status, 304);
    assert.equal(second.body, '');
  }
});

test('HEAD tells the length and sends nothing; other methods are refused', async () => {
  const head = await fetch(`${origin}/shop.css`, { method: 'HEAD' });
  assert.ok(Number(head.headers.get('content-length')) > 0);
  assert.equal(await head.text(), '');
  const put = await fetch(`${origin}/shop.css`, { method: 'PUT', body: 'x' });
  assert.equal(put.status, 405);
  assert.equal(put.headers.get('allow'), 'GET, HEAD');
});

test('a folder without its slash leads to itself, never to another host', async () => {
  assert.equal((await raw('/backoffice')).headers.location, '/backoffice/');
  assert.equal((await raw('//backoffice')).headers.location, '/backoffice/');
});

test('the back office gets a session, and of the registry’s answer only that', async () => {
  const response = await mint();
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.deepEqual(await response.json(), SESSION);
  const [request, ...others] = received;
  assert.equal(others.length, 0);
  assert.equal(
    `${request?.method} ${request?.url}`,
    'POST /v1/outlets/out_helin/reporting-sessions',
  );
  assert.equal(request?.headers.authorization, `Bearer ${SECRET}`);
  assert.match(String(request?.headers['idempotency-key']), /^[0-9a-f-]{36}$/);
  assert.deepEqual(JSON.parse(request?.body ?? ''), {});
});

test('each session is asked for under an idempotency key of its own', async () => {
  await mint();
  await mint();
  const keys = received.map(({ headers }) => headers['idempotency-key']);
  assert.equal(new Set(keys).size, 2);
});

test('a session is minted for the back office’s own page alone', async () => {
  const port = new URL(origin).port;
  const strangers = [
    { origin: 'https://elsewhere.example' },
    { origin: `http://localhost:${port}` },
    { origin: `http://rebound.example:${port}`, host: `rebound.example:${port}` },
    { origin: `http://localhost:${port}`, host: `localhost:${port}` },
    {},
  ];
  for (const headers of strangers) {
    const { status } = await raw('/backoffice/session', headers, 'POST');
    assert.equal(status, 403, JSON.stringify(headers));
  }
  assert.equal((await fetch(`${origin}/backoffice/session`)).status, 405);
  assert.equal(received.length, 0);
});

test('a refusal by the registry is a problem without its details, which the log has', async () => {
  answer = { status: 403, body: JSON.stringify({ code: 'forbidden', detail: 'not your outlet' }) };
  const response = await mint();
  assert.equal(response.status, 502);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal((await response.json()).title, '认定登记处拒绝了本店的密钥');
  assert.match(
    logged.join(),
    /was answered 403 \(forbidden: not your outlet\), expected 201; check/,
  );
  assert.ok(!logged.join().includes(SECRET));
});

test('an answer that is no session is a problem', async () => {
  for (const body of ['<html>', '[]', 'null', '{"session": 1, "expiresAt": null}']) {
    answer = { status: 200, body };
    const response = await mint();
    assert.equal(response.status, 502, body);
    assert.equal((await response.json()).title, '认定登记处的应答无法识别');
  }
});

test('without a registry the shop is served, and the back office says what is wrong', async () => {
  const alone = createStorefront({
    registry: registryOrigin,
    demo: {
      outletId: 'out_x',
      rootKeyId: 'thumbprint',
      publishableKey: 'pk_x',
      badges: anyBadges(),
    },
    elementsFolder,
    secretKey: SECRET,
    fetch: () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })),
    log: (line) => logged.push(line),
  });
  const address = await alone.listen(0);
  try {
    assert.equal((await fetch(`${address}/`)).status, 200);
    const response = await mint(address);
    assert.equal(response.status, 503);
    assert.deepEqual(await response.json(), {
      status: 503,
      title: '认定登记处没有应答',
      detail: '请确认登记处已启动，再点“重试”。',
    });
    assert.match(
      logged.join(),
      /got no answer \(ECONNREFUSED\), expected a reporting session; start/,
    );
  } finally {
    await alone.close();
  }
});

test('elements that are not built are named in the log', async () => {
  assert.equal((await fetch(`${origin}/fupin/absent.js`)).status, 404);
  assert.match(logged.join(), /no \/fupin\/absent\.js in .*; build the elements: npm run build/);
});

/** @param {string} [address] */
function mint(address = origin) {
  return fetch(`${address}/backoffice/session`, { method: 'POST', headers: { origin: address } });
}

/**
 * A request whose path and headers reach the server as they are, which fetch would tidy up.
 * @param {string} path
 * @param {Record<string, string>} [headers]
 * @param {string} [method]
 * @returns {Promise<{status: number | undefined, headers: IncomingHttpHeaders, body: string}>}
 */
function raw(path, headers = {}, method = 'GET') {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode, headers: response.headers, body });
    });
    request.once('error', reject).end();
  });
}

/**
 * @param {string} name
 * @param {string} productName
 * @returns {DemoBadge}
 */
function badge(name, productName) {
  return {
    badgeId: `bdg_${name}`,
    certificateId: `crt_${name}`,
    productName,
    countyName: '江西省安远县',
    sku: `fp-${name}`,
    priceFen: 6890,
    imageUrl: '/images/orange.svg',
  };
}

function anyBadges() {
  const any = badge('any', '脐橙');
  return { valid: any, expired: any, suspended: any, revoked: any };
}
