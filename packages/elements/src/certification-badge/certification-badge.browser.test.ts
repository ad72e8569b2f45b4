import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import {
  makeBadge,
  open,
  partOf,
  settled,
  showBadge,
  type BadgeSettings,
  type IssuedState,
} from '../../test/shown-badge.ts';
import {
  badgeIdOf,
  createSmallRegistry,
  issuedStates,
  registryAddress,
  type SmallRegistry,
} from '../../test/small-registry.ts';
import type { FupinLoadErrorEvent } from '../load-error-event.ts';
import '../provider/provider.ts';
import { CertificationBadge, type BadgeState } from './certification-badge.ts';

let registry: SmallRegistry;
beforeEach(async () => {
  registry = await createSmallRegistry();
});

async function badgeIn(state: IssuedState, settings?: BadgeSettings) {
  const badge = await showBadge(makeBadge(registry, state, settings));
  expect(badge).to.be.instanceOf(CertificationBadge);
  return badge;
}

const base = (badge: CertificationBadge) => badge.renderRoot.querySelector('[part="base"]')!;
const label = (badge: CertificationBadge) =>
  badge.renderRoot.querySelector('[part="label"]')?.textContent;

describe('fupin-certification-badge', () => {
  describe('states', () => {
    const labels: Record<IssuedState, string> = {
      valid: '扶贫产品 · 已认定',
      wrongOrigin: '本站未获授权',
      expired: '认定已过期',
      suspended: '认定已暂停',
      revoked: '认定已撤销',
    };
    for (const state of issuedStates) {
      it(`shows ${state} as a state, in words and in a custom state`, async () => {
        const badge = await badgeIn(state);
        expect(badge.state).to.equal(state);
        expect(badge.matches(`:state(${state})`)).to.equal(true);
        expect(badge.matches(':state(verifying)')).to.equal(false);
        expect(label(badge)).to.equal(labels[state]);
      });
    }

    it('is verifying until the registry has answered', async () => {
      registry.gate = new Promise(() => {});
      const badge = await fixture<CertificationBadge>(html`
        <fupin-certification-badge
          registry=${registryAddress}
          badge=${badgeIdOf('valid')}
          .fetch=${registry.fetch}
        ></fupin-certification-badge>
      `);
      await aTimeout(50);
      expect(registry.requests).to.have.length(1);
      expect(badge.state).to.equal('verifying');
      expect(base(badge).getAttribute('aria-busy')).to.equal('true');
      expect(badge.renderRoot.querySelector('a, button')).to.equal(null);
    });

    it('fills the seal only when valid', async () => {
      const fill = async (state: IssuedState) =>
        getComputedStyle((await badgeIn(state)).renderRoot.querySelector('.scallop')!).fill;
      expect(await fill('valid')).to.match(/^rgb/);
      for (const state of issuedStates.slice(1)) expect(await fill(state)).to.equal('none');
    });
  });

  describe('doubt', () => {
    const expectDoubt = (badge: CertificationBadge, reason: string) => {
      expect(badge.state satisfies BadgeState).to.equal('unverifiable');
      expect(badge.outcome).to.deep.equal({ state: 'unverifiable', reason });
      expect(badge.renderRoot.querySelector('a')).to.equal(null);
      expect(label(badge)).to.equal('无法核验');
    };

    it('is unverifiable when the registry does not answer, and says so in an event', async () => {
      registry.failure = 503;
      const errors: unknown[] = [];
      const bubbled: Event[] = [];
      document.addEventListener('fupin-load-error', (event) => bubbled.push(event), { once: true });
      const onError = (event: FupinLoadErrorEvent) => errors.push(event.error);
      const badge = await badgeIn('valid', { onError });
      expect(errors).to.have.length(1);
      expect(errors[0]).to.have.property('code', 'unavailable');
      expect(bubbled).to.deep.equal([]);
      expectDoubt(badge, 'notLoaded');
    });

    it('asks again after a failure, when it is needed again', async () => {
      registry.failure = 503;
      const badge = await badgeIn('valid');
      expect(badge.state).to.equal('unverifiable');
      registry.failure = undefined;
      expect((await badgeIn('valid')).state).to.equal('valid');
    });

    it('is unverifiable for a badge that the registry does not know', async () => {
      expectDoubt(await badgeIn('valid', { badge: 'bdg_unknown00' }), 'badgeMissing');
    });

    it('is unverifiable when it is answered for with the valid badge of another product', async () => {
      const { badges } = registry.bundle;
      const valid = badges[badgeIdOf('valid')]!;
      const swapped = { ...badges, [badgeIdOf('revoked')]: valid };
      const badge = await badgeIn('revoked', { bundle: { ...registry.bundle, badges: swapped } });
      expectDoubt(badge, 'badgeMissing');
    });

    it('is unverifiable without a badge or a registry', async () => {
      expectDoubt(await badgeIn('valid', { badge: undefined }), 'badgeMissing');
      expectDoubt(await badgeIn('valid', { registry: undefined }), 'badgeMissing');
    });

    it('believes the registry that the page names, not the one that the bundle names', async () => {
      const badge = await badgeIn('valid', {
        registry: 'https://other.test',
        bundle: { ...registry.bundle, issuer: 'did:web:other.test' },
      });
      expectDoubt(badge, 'issuerMismatch');
    });

    it('does not take one part of a host for the registry that it names', async () => {
      for (const address of [
        `${registryAddress}/another`,
        registryAddress.replace('//', '//user@'),
        `${registryAddress}?`,
      ]) {
        expectDoubt(
          await badgeIn('valid', { registry: address, bundle: registry.bundle }),
          'notLoaded',
        );
      }
    });

    it('is unverifiable when the bundle brings another key', async () => {
      const { keySet } = (await createSmallRegistry(0, 'https://another.test')).bundle;
      expectDoubt(await badgeIn('valid', { bundle: { ...registry.bundle, keySet } }), 'keyUnknown');
    });

    it('is unverifiable without status lists', async () => {
      const address = 'https://fresh.test';
      const { bundle } = await createSmallRegistry(0, address);
      const badge = await badgeIn('valid', {
        registry: address,
        bundle: { ...bundle, statusLists: [] },
      });
      expectDoubt(badge, 'statusListMissing');
    });

    it('is unverifiable when the answer is not a bundle', async () => {
      const badge = await badgeIn('valid', { fetch: () => Promise.resolve(Response.json([])) });
      expect(badge.state).to.equal('unverifiable');
    });
  });

  describe('requests', () => {
    it('asks once for all badges of a page', async () => {
      const container = await fixture(html`
        <fupin-provider registry=${registryAddress} .fetch=${registry.fetch}>
          ${issuedStates.map(
            (state) =>
              html`<fupin-certification-badge badge=${badgeIdOf(state)}></fupin-certification-badge>
                <p>
                  <fupin-certification-badge badge=${badgeIdOf(state)}></fupin-certification-badge>
                </p>`,
          )}
        </fupin-provider>
      `);
      const badges = [...container.querySelectorAll('fupin-certification-badge')];
      await Promise.all(badges.map((badge) => badge.state === 'verifying' && settled(badge)));
      expect(badges.map(({ state }) => state)).to.deep.equal(
        issuedStates.flatMap((state) => [state, state]),
      );
      expect(registry.requests).to.have.length(1);
    });

    it('asks once, by each badge once, for a hundred badges of a few products', async () => {
      const container = await fixture(html`
        <fupin-provider registry=${registryAddress} .fetch=${registry.fetch}>
          ${Array.from(
            { length: 100 },
            (_, index) =>
              html`<fupin-certification-badge
                badge=${badgeIdOf(issuedStates[index % issuedStates.length]!)}
              ></fupin-certification-badge>`,
          )}
        </fupin-provider>
      `);
      const badges = [...container.querySelectorAll('fupin-certification-badge')];
      await Promise.all(badges.map((badge) => badge.state === 'verifying' && settled(badge)));
      expect(badges.filter(({ state }) => state === 'valid')).to.have.length(20);
      const ids = issuedStates.map(badgeIdOf).toSorted().join(',');
      expect(registry.requests.map(decodeURIComponent)).to.deep.equal([
        `/badges/bundle?badgeIds=${ids}`,
      ]);
    });

    it('asks for at most 100 badges at once', async () => {
      const ids = Array.from({ length: 130 }, (_, index) => `bdg_many${index}xxxx`);
      const container = await fixture(html`
        <fupin-provider registry=${registryAddress} .fetch=${registry.fetch}>
          ${ids.map((id) => html`<fupin-certification-badge badge=${id}></fupin-certification-badge>`)}
        </fupin-provider>
      `);
      await settled(container.querySelector('fupin-certification-badge:last-child')!);
      const counts = registry.requests.map(
        (request) =>
          new URL(request, registryAddress).searchParams.get('badgeIds')!.split(',').length,
      );
      expect(counts).to.deep.equal([100, 30]);
    });

    it('needs none where the page gives the bundle', async () => {
      const badge = await badgeIn('valid', { bundle: registry.bundle });
      expect(badge.state).to.equal('valid');
      expect(registry.requests).to.deep.equal([]);
    });
  });

  describe('properties', () => {
    it('verifies anew when the badge changes', async () => {
      const badge = await badgeIn('valid');
      badge.badge = badgeIdOf('revoked');
      await settled(badge);
      expect(badge.state).to.equal('revoked');
    });

    it('keeps the last of several quick changes', async () => {
      const badge = await badgeIn('valid');
      for (const state of ['suspended', 'expired', 'revoked'] as const) {
        badge.badge = badgeIdOf(state);
        await badge.updateComplete;
      }
      await settled(badge);
      await aTimeout(50);
      expect(badge.state).to.equal('revoked');
    });

    it('does not let its state be written', async () => {
      const badge = await badgeIn('revoked');
      expect(() => Object.assign(badge, { state: 'valid' })).to.throw(TypeError);
      expect(badge.state).to.equal('revoked');
    });

    it('shows what the certificate says in the variant full', async () => {
      const badge = await badgeIn('valid', { variant: 'full', locale: 'en' });
      const claims = (await partOf(badge, 'claims')).textContent;
      expect(claims).to.contain('湄潭翠芽').and.contain('湄潭县').and.contain('148 households');
    });

    it('shows who is licensed and no product on a foreign origin', async () => {
      const badge = await badgeIn('wrongOrigin', { variant: 'full' });
      const claims = (await partOf(badge, 'claims')).textContent;
      expect(claims).to.contain('万家鲜生商贸有限公司').and.not.contain('湄潭');
    });

    it('shows no text of the page', async () => {
      const badge = await badgeIn('revoked');
      badge.textContent = '扶贫产品 · 已认定';
      expect(badge.offsetHeight).to.be.greaterThan(0);
      expect(badge.renderRoot.querySelector('slot')).to.equal(null);
    });
  });

  describe('accessibility', () => {
    for (const state of issuedStates) {
      it(`has no violation when ${state}, in any variant`, async () => {
        for (const variant of ['compact', 'seal', 'full'] as const) {
          const badge = await badgeIn(state, { variant });
          expect(label(badge)).not.to.equal('');
          if (variant === 'full') await partOf(badge, 'qr');
          await expect(badge).to.be.accessible();
        }
      });
    }

    it('is a button, named by state, product and purpose', async () => {
      const button = (await badgeIn('valid')).renderRoot.querySelector('button')!;
      expect(button.textContent!.replace(/\s+/g, ' ')).to.equal(
        '扶贫产品 · 已认定 湄潭翠芽 查看核验详情',
      );
    });

    it('leads to the registry’s page however the page spells the registry’s address', async () => {
      for (const spelling of [
        registryAddress,
        'HTTP://Registry.Test:8787/',
        ` ${registryAddress} `,
      ]) {
        const badge = await badgeIn('valid', { registry: spelling, bundle: registry.bundle });
        await open(badge);
        expect(badge.renderRoot.querySelector('a')?.href, spelling).to.equal(
          `${registryAddress}/certificates/crt_valid0`,
        );
      }
    });

    it('announces nothing by itself', async () => {
      const badge = await badgeIn('revoked');
      expect(
        badge.renderRoot.querySelector('[aria-live], [role="status"], [role="alert"]'),
      ).to.equal(null);
    });

    it('is at least 24 pixels high, and takes presses on at least 44', async () => {
      const badge = await badgeIn('valid', { variant: 'seal' });
      badge.style.margin = '40px';
      expect(badge.offsetHeight).to.be.at.least(24);
      const { left, top, width, height } = badge.getBoundingClientRect();
      for (const [x, y] of [
        [-21, 0],
        [21, 0],
        [0, -21],
        [0, 21],
      ] as const) {
        const hit = document.elementFromPoint(left + width / 2 + x, top + height / 2 + y);
        expect(hit === badge, `${x}, ${y}`).to.equal(true);
      }
    });
  });

  describe('parts', () => {
    it('has base, seal and label', async () => {
      const badge = await badgeIn('valid');
      for (const part of ['base', 'seal', 'label']) {
        expect(badge.renderRoot.querySelector(`[part="${part}"]`), part).to.exist;
      }
    });

    it('has meaning, claims, proof, check, link and QR code in the variant full', async () => {
      const badge = await badgeIn('valid', { variant: 'full' });
      for (const part of [
        'base',
        'seal',
        'label',
        'meaning',
        'claims',
        'proof',
        'check',
        'link',
        'qr',
      ]) {
        expect(await partOf(badge, part), part).to.exist;
      }
    });

    it('takes the size of the seal from its custom property', async () => {
      const badge = await badgeIn('valid');
      badge.style.setProperty('--fupin-badge-size', '40px');
      expect(badge.renderRoot.querySelector('svg')!.getBoundingClientRect().width).to.equal(40);
    });
  });
});
