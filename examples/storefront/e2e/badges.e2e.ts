import type { CertificationBadge } from '@fupin/elements/certification-badge';
import { type BadgeBundle } from '@fupin/schema';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Demo } from './support/demo.ts';
import { eventually } from './support/eventually.ts';
import { ShopBrowser } from './support/shop-browser.ts';

/** What a registry, or whoever stands between it and the visitor, makes of its answer. */
type Tampering = (bundle: Mutable<BadgeBundle>, other: BadgeBundle, badgeId: string) => unknown;

describe('the badge', () => {
  let demo: Demo;
  let browser: ShopBrowser;

  before(async () => {
    [demo, browser] = await Promise.all([Demo.start(), ShopBrowser.launch()]);
  });
  after(async () => {
    await browser?.[Symbol.asyncDispose]();
    await demo?.stop();
  });

  test('is valid on the product page, and leads to the registry’s page of the certificate', async () => {
    await using visit = await browser.visit();
    const { page, record } = visit;
    await page.goto(`${demo.shop}/product.html`);
    assert.deepEqual(await settledStates(page), ['valid']);
    assert.equal((await record.layoutShift()).toFixed(2), '0.00');
    await record.assertClean(demo.shop, demo.registry);

    const opened = page.context().waitForEvent('page');
    await page.locator('fupin-certification-badge').getByRole('button').click();
    await page.getByRole('dialog').getByRole('link').click();
    const certificate = await opened;
    await certificate.waitForURL(
      `${demo.registry}/certificates/${demo.badges.valid.certificateId}`,
    );
    const name = await page.getByRole('heading', { level: 1 }).innerText();
    await certificate.getByText(name).first().waitFor();
  });

  test('tells what is valid from what is expired, suspended and revoked', async () => {
    await using visit = await browser.visit();
    await visit.page.goto(`${demo.shop}/marks.html`);
    assert.deepEqual(await settledStates(visit.page), ['valid', 'expired', 'suspended', 'revoked']);
    const labels = visit.page.locator('fupin-certification-badge [part="label"]');
    assert.deepEqual(await labels.allInnerTexts(), [
      '扶贫产品 · 已认定',
      '认定已过期',
      '认定已暂停',
      '认定已撤销',
    ]);
    assert.equal((await visit.record.layoutShift()).toFixed(2), '0.00');
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('says on a site that copied it that it is not licensed there, and never turns valid', async () => {
    await using visit = await browser.visit();
    const { page } = visit;
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const look = () => {
        const badge = document.querySelector('fupin-certification-badge');
        if (badge?.state) seen.push(badge.state);
        requestAnimationFrame(look);
      };
      look();
    });
    // Long enough for a frame to be drawn while the badge is verifying.
    await page.route(`${demo.registry}/badges/**`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await route.continue();
    });
    await page.goto(`${demo.copied}/copied/`);
    assert.deepEqual(await settledStates(page), ['wrongOrigin']);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    assert.deepEqual([...new Set(seen)].toSorted(), ['verifying', 'wrongOrigin']);
    assert.equal((await visit.record.layoutShift()).toFixed(2), '0.00');
    await visit.record.assertClean(demo.copied, demo.registry);
  });

  test('follows a certificate that is suspended and reinstated', async () => {
    const { certificateId } = demo.badges.valid;
    const { changeCertificateStatus } = demo.client('supervisor');
    await using visit = await browser.visit();
    const { page } = visit;
    await page.goto(`${demo.shop}/product.html`);
    assert.deepEqual(await settledStates(page), ['valid']);

    await changeCertificateStatus({ certificateId, status: 'suspended', reason: '抽检复查' });
    await page.reload();
    assert.deepEqual(await settledStates(page), ['suspended']);
    await changeCertificateStatus({ certificateId, status: 'active', reason: '复查合格' });
    await page.reload();
    assert.deepEqual(await settledStates(page), ['valid']);
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('is unverifiable while the registry is away', async () => {
    await using visit = await browser.visit();
    const { page, record } = visit;
    await page.route(`${demo.registry}/badges/**`, (route) => route.abort('connectionrefused'));
    await page.goto(`${demo.shop}/product.html`);
    assert.deepEqual(await settledStates(page), ['unverifiable']);
    const unexpected = record.complaints.filter((text) => !text.includes('ERR_CONNECTION_REFUSED'));
    assert.deepEqual(unexpected, []);

    await page.unroute(`${demo.registry}/badges/**`);
    await page.reload();
    assert.deepEqual(await settledStates(page), ['valid']);
  });

  const tamperings: Record<string, { readonly expected: string; readonly tamper: Tampering }> = {
    'nothing altered': { expected: 'valid', tamper: (bundle) => bundle },
    'the certificate of another product': {
      expected: 'unverifiable',
      tamper: ({ badges, certificates }, other, badgeId) => {
        const [certificate] = Object.values(other.certificates);
        certificates[badges[badgeId]?.certificateId ?? ''] = certificate ?? '';
      },
    },
    'badge and certificate of another product': {
      expected: 'unverifiable',
      tamper: (bundle, other, badgeId) => {
        bundle.badges[badgeId] = Object.values(other.badges)[0] ?? null;
        Object.assign(bundle.certificates, other.certificates);
        bundle.statusLists.push(...other.statusLists);
      },
    },
    'no badge': {
      expected: 'unverifiable',
      tamper: ({ badges }, _, badgeId) => {
        badges[badgeId] = null;
      },
    },
    'no status lists': {
      expected: 'unverifiable',
      tamper: ({ statusLists }) => statusLists.splice(0),
    },
    'a foreign key among those that the root key signed': {
      expected: 'unverifiable',
      tamper: async (bundle) => {
        const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
        const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
        const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey);
        const foreign = altered(bundle.signedKeySet ?? '', /"x":"[^"]+"/, `"x":"${x}"`);
        bundle.signedKeySet = altered(foreign, /"y":"[^"]+"/, `"y":"${y}"`);
      },
    },
    'no signed key set': {
      expected: 'unverifiable',
      tamper: (bundle) => delete bundle.signedKeySet,
    },
    'no keys but the signed ones': {
      expected: 'valid',
      tamper: ({ keySet }) => keySet.keys.splice(0),
    },
    'a badge for more origins': {
      expected: 'unverifiable',
      tamper: ({ badges }, _, badgeId) => {
        const entry = badges[badgeId];
        assert.ok(entry);
        entry.badge = altered(entry.badge, /"origins":\[/, '"origins":["https://evil.example",');
      },
    },
    'a certificate for more households': {
      expected: 'unverifiable',
      tamper: ({ certificates }) => {
        for (const [id, certificate] of Object.entries(certificates))
          certificates[id] = altered(
            certificate,
            /"householdsHelped":\d+/,
            '"householdsHelped":9999',
          );
      },
    },
    'a certificate that lasts longer': {
      expected: 'unverifiable',
      tamper: ({ certificates }) => {
        for (const [id, certificate] of Object.entries(certificates))
          certificates[id] = altered(certificate, /"validUntil":"\d{4}/, '"validUntil":"2099');
      },
    },
    'tokens without a signature': {
      expected: 'unverifiable',
      tamper: ({ certificates }) => {
        for (const [id, certificate] of Object.entries(certificates))
          certificates[id] = certificate.replace(/[^.]+$/, '');
      },
    },
  };
  for (const [what, { expected, tamper }] of Object.entries(tamperings)) {
    test(`is ${expected} where the answer holds ${what}`, async () => {
      const other = await demo.client().getBadgeBundle({ badgeIds: [await otherBadgeId()] });
      await using visit = await browser.visit();
      const { page } = visit;
      let isAsked = false;
      await page.route(`${demo.registry}/badges/**`, async (route) => {
        isAsked = true;
        const response = await route.fetch();
        const bundle = (await response.json()) as Mutable<BadgeBundle>;
        await tamper(bundle, other, demo.badges.valid.badgeId);
        await route.fulfill({ response, json: bundle });
      });
      await page.goto(`${demo.shop}/product.html`);
      assert.deepEqual(await settledStates(page), [expected]);
      assert.ok(isAsked, 'the badge asked for no bundle');
      await visit.record.assertClean(demo.shop, demo.registry);
    });
  }

  for (const status of ['expired', 'suspended', 'revoked'] as const) {
    test(`is not valid where the bundle of a valid product answers for one that is ${status}`, async () => {
      const { badgeId } = demo.badges[status];
      const valid = await demo.client().getBadgeBundle({ badgeIds: [demo.badges.valid.badgeId] });
      await using visit = await browser.visit();
      const { page } = visit;
      await page.route(`${demo.registry}/badges/**`, async (route) => {
        const response = await route.fetch();
        const bundle = (await response.json()) as Mutable<BadgeBundle>;
        bundle.badges[badgeId] = valid.badges[demo.badges.valid.badgeId] ?? null;
        await route.fulfill({ response, json: bundle });
      });
      await page.goto(`${demo.shop}/marks.html`);
      const states = await settledStates(page);
      assert.equal(states.filter((state) => state === 'valid').length, 1, states.join(', '));
      assert.equal(states[0], 'valid', 'the one that is valid');
    });
  }

  /** A badge of the shop's that is valid, other than that of the product page. */
  async function otherBadgeId(): Promise<string> {
    const { outletId } = demo;
    const { items } = await demo.client().listListings({ outletId, inForce: true, limit: 2 });
    const other = items.find(({ badgeId }) => badgeId && badgeId !== demo.badges.valid.badgeId);
    assert.ok(other?.badgeId);
    return other.badgeId;
  }
});

/** What the page's badges say of themselves when the last of them has come to an end, in their order. */
async function settledStates(page: Page): Promise<readonly string[]> {
  return eventually(async () => {
    const states = await page
      .locator('fupin-certification-badge')
      .evaluateAll((badges) =>
        (badges as CertificationBadge[]).map(({ state }) => state ?? 'undefined'),
      );
    assert.ok(states.length > 0, 'no badge on the page');
    assert.ok(
      states.every((state) => !['verifying', 'undefined'].includes(state)),
      states.join(),
    );
    return states;
  });
}

/** A compact JWS whose payload was changed, under the signature that it had. */
function altered(jws: string, pattern: RegExp, replacement: string): string {
  const [header, payload = '', signature] = jws.split('.');
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const changed = text.replace(pattern, replacement);
  assert.notEqual(changed, text, `the payload has no ${pattern}`);
  return [header, Buffer.from(changed).toString('base64url'), signature].join('.');
}

type Mutable<Value> = Value extends object
  ? { -readonly [Name in keyof Value]: Mutable<Value[Name]> }
  : Value;
