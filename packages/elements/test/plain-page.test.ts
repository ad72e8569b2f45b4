import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../scripts/chromium.ts';
import { badgeIdOf, createSmallRegistry, registryAddress } from './small-registry.ts';

const built = path.join(import.meta.dirname, '..', 'dist', 'cdn');
const outlet = 'out_9f4h6j1p3s';
const area = `<fupin-special-area registry="${registryAddress}" outlet="${outlet}"></fupin-special-area>`;
const badge = `<fupin-certification-badge registry="${registryAddress}" badge="${badgeIdOf('valid')}"></fupin-certification-badge>`;
const script = (file: string) => `<script type="module" src="${file}"></script>`;

let browser: Browser;
let server: Server;
let origin: string;

before(async () => {
  browser = await chromium.launch(chromiumLaunch);
  // Any folder holds the built files, so that a page can load them twice.
  server = createServer((request, response) => {
    const name = path.basename(request.url ?? '');
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    readFile(path.join(built, name)).then(
      (content) => response.setHeader('content-type', type).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  origin = `http://127.0.0.1:${address.port}`;
});

after(async () => {
  await browser?.close();
  server?.close();
});

interface Visit {
  readonly page: Page;
  /** Files and registry paths asked for, in order. */
  readonly requests: string[];
  /** Messages of the console that are errors or warnings, and uncaught errors. */
  readonly complaints: string[];
}

const readme = await readFile(path.join(import.meta.dirname, '..', 'README.md'), 'utf8');

/** The first block of this language in the README, with addresses that exist here. */
function readmeBlock(language: string): string {
  const block = new RegExp(`\n\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1];
  assert.ok(block);
  return block
    .replaceAll('https://registry.example', registryAddress)
    .replaceAll('out_…', outlet)
    .replaceAll('pk_…', 'pk_example');
}

/** The README's Content-Security-Policy, with other policy names of Trusted Types. */
function policy(trustedTypes: string): string {
  const text = readmeBlock('http').replace(/^content-security-policy:/i, '');
  return text
    .replaceAll(/\s+/g, ' ')
    .replace(/trusted-types fupin/, `trusted-types ${trustedTypes}`);
}

/** Opens a page with this body under the README's policy, with these policy names of Trusted Types. */
async function visit(body: string, trustedTypes: string): Promise<Visit> {
  const page = await browser.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.endsWith('.svg') && pathname !== '/') requests.push(pathname);
  });
  const registry = await createSmallRegistry(30, registryAddress, `${origin}/`);
  await page.route(`${registryAddress}/**`, async (route) => {
    const url = route.request().url();
    if (url.endsWith('.svg')) {
      await route.fulfill({
        contentType: 'image/svg+xml',
        body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
      });
      return;
    }
    const response = await registry.fetch(url);
    await route.fulfill({
      status: response.status,
      headers: { 'access-control-allow-origin': '*' },
      contentType: 'application/json',
      body: await response.text(),
    });
  });
  await page.route(`${origin}/`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy(trustedTypes) },
      body: `<!doctype html><html lang="zh-CN"><title>Shop</title><body>${body}`,
    }),
  );
  await page.goto(`${origin}/`);
  return { page, requests, complaints };
}

/** Waits until this many badges are valid, wherever they are on the page. */
async function expectValid(page: Page, count: number): Promise<void> {
  await page
    .locator('fupin-certification-badge:state(valid)')
    .nth(count - 1)
    .waitFor({ state: 'attached' });
  assert.equal(await page.locator('fupin-certification-badge:state(valid)').count(), count);
}

describe('a plain page', () => {
  it('shows the area with one tag, two scripts and two requests', async () => {
    const { page, requests, complaints } = await visit(script('/fupin.js') + area, 'fupin');
    await expectValid(page, 24);
    assert.deepEqual(requests, [
      '/fupin.js',
      '/special-area.js',
      `/v1/outlets/${outlet}/listings`,
      '/badges/bundle',
    ]);
    assert.deepEqual(complaints, []);
  });

  it('shows the area with the tags of the README', async () => {
    const { page, requests, complaints } = await visit(readmeBlock('html'), 'fupin');
    await expectValid(page, 24);
    assert.ok(requests.includes('/fupin/reserve.css'));
    assert.deepEqual(complaints, []);
  });

  it('shows a badge without any Trusted Types policy', async () => {
    const { page, requests, complaints } = await visit(script('/fupin.js') + badge, "'none'");
    await expectValid(page, 1);
    assert.deepEqual(requests, ['/fupin.js', '/certification-badge.js', '/badges/bundle']);
    assert.deepEqual(complaints, []);
  });

  it('opens a badge, and loads what that needs when it does, without any policy either', async () => {
    const { page, requests, complaints } = await visit(script('/fupin.js') + badge, "'none'");
    await expectValid(page, 1);
    requests.length = 0;
    await page.locator('fupin-certification-badge [part="base"]').click();
    await page.locator('fupin-certification-badge [part="qr"] svg').waitFor();
    assert.deepEqual(requests.toSorted(), [
      '/badge-popover.js',
      '/badge-texts-zh-hans.js',
      '/qr-code.js',
    ]);
    assert.deepEqual(complaints, []);
  });

  it('gives the focus back on Escape, and closes when the reader tabs on', async () => {
    const { page } = await visit(
      `${script('/fupin.js')}${badge}<a href="#next">Next</a>`,
      "'none'",
    );
    await expectValid(page, 1);
    const base = page.locator('fupin-certification-badge [part="base"]');
    const popover = page.locator('fupin-certification-badge [part="popover"]');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await popover.waitFor();
    await page.keyboard.press('Escape');
    await popover.waitFor({ state: 'hidden' });
    const isFocused = () => base.evaluate((button) => button.matches(':focus'));
    assert.equal(await isFocused(), true);
    await page.keyboard.press('Space');
    await popover.waitFor();
    await page.locator('fupin-certification-badge [part="link"]').focus();
    await page.keyboard.press('Tab');
    await popover.waitFor({ state: 'hidden' });
  });

  it('becomes a link, and follows it, where the popover’s code can’t be loaded', async () => {
    const { page } = await visit(script('/fupin.js') + badge, "'none'");
    await expectValid(page, 1);
    await page.route('**/badge-popover.js', (route) => route.abort());
    const opened = page.context().waitForEvent('page');
    await page.locator('fupin-certification-badge [part="base"]').click();
    await (await opened).waitForURL(`${registryAddress}/certificates/crt_valid0`).catch(() => {});
    await page.locator('fupin-certification-badge a[part="base"]').waitFor();
  });

  it('tells the states apart in forced colours, and moves nothing where motion is unwelcome', async () => {
    const { page } = await visit(script('/fupin.js') + badge, "'none'");
    await page.emulateMedia({
      forcedColors: 'active',
      colorScheme: 'dark',
      reducedMotion: 'reduce',
    });
    await expectValid(page, 1);
    await page.locator('fupin-certification-badge [part="base"]').click();
    const popover = page.locator('fupin-certification-badge [part="popover"]');
    await popover.waitFor();
    const style = (selector: string, property: string) =>
      popover
        .locator(selector)
        .first()
        .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
    assert.notEqual(await style('.scallop', 'fill'), await style('.leaf', 'fill'));
    const duration = await popover.evaluate((node) => getComputedStyle(node).transitionDuration);
    assert.equal(duration, '0s');
  });

  it('shows a certificate without any policy', async () => {
    const certificate = `<fupin-certificate registry="${registryAddress}" certificate="crt_valid0"></fupin-certificate>`;
    const { page, requests, complaints } = await visit(script('/fupin.js') + certificate, "'none'");
    await page.locator('fupin-certificate [part="qr"] svg').waitFor();
    assert.deepEqual(requests.toSorted(), [
      '/certificate.js',
      '/certificates/crt_valid0/bundle',
      '/fupin.js',
      '/qr-code.js',
      '/v1/certificates/crt_valid0',
    ]);
    assert.deepEqual(complaints, []);
  });

  it('needs no autoloader', async () => {
    const { page, requests, complaints } = await visit(script('/special-area.js') + area, 'fupin');
    await expectValid(page, 24);
    assert.equal(requests.filter((request) => request.endsWith('.js')).length, 1);
    assert.deepEqual(complaints, []);
  });

  it('loads what is added later, and no file twice', async () => {
    const { page, requests, complaints } = await visit(
      `${script('/fupin.js')}<main></main>`,
      'fupin fupin-2',
    );
    await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
    assert.deepEqual(requests, ['/fupin.js']);
    const add = (tag: string, attributes: Record<string, string>) =>
      page.evaluate(
        ([name, values]) => {
          const element = document.createElement(name);
          for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
          document.querySelector('main')!.append(element);
        },
        [tag, attributes] as const,
      );
    const badgeAttributes = { registry: registryAddress, badge: badgeIdOf('valid') };
    await add('fupin-certification-badge', badgeAttributes);
    await expectValid(page, 1);
    await add('fupin-special-area', { registry: registryAddress, outlet });
    await add('fupin-certification-badge', badgeAttributes);
    await expectValid(page, 26);
    assert.deepEqual(
      requests.filter((request) => request.endsWith('.js')),
      ['/fupin.js', '/certification-badge.js', '/special-area.js'],
    );
    assert.deepEqual(complaints, []);
  });

  it('bears two copies of the elements and a Lit of its own beside them', async () => {
    const provided = `<fupin-provider registry="${registryAddress}" outlet="${outlet}"><fupin-special-area></fupin-special-area></fupin-provider>`;
    const { page, complaints } = await visit(
      `${script('/one/special-area.js')}${script('/two/special-area.js')}${script('/three/product-card.js')}${provided}`,
      'lit-html fupin fupin-2 fupin-3',
    );
    await expectValid(page, 24);
    assert.deepEqual(complaints, []);
  });

  it('does not shift while the area comes in', async () => {
    const { page } = await visit(
      `<link rel="stylesheet" href="/reserve.css">${script('/fupin.js')}<h1>Shop</h1>${area}<footer>Shop</footer>`,
      'fupin',
    );
    await expectValid(page, 24);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, 'value'));
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 300);
        }),
    );
    assert.equal(shift, 0);
  });
});
