import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { CertificationBadge } from '../certification-badge/certification-badge.ts';
import '../certification-badge/certification-badge.ts';
import {
  makeBadge,
  open,
  part,
  partOf,
  settled,
  showBadge,
  type BadgeSettings,
  type IssuedState,
} from '../../test/shown-badge.ts';
import {
  createSmallRegistry,
  issuedStates,
  registryAddress,
  type SmallRegistry,
} from '../../test/small-registry.ts';

let registry: SmallRegistry;
beforeEach(async () => {
  registry = await createSmallRegistry();
});

const badgeIn = (state: IssuedState, settings?: BadgeSettings) =>
  showBadge(makeBadge(registry, state, settings));
const base = (badge: CertificationBadge) => part(badge, 'base')!;
const isOpen = (badge: CertificationBadge) => !!part(badge, 'popover')?.matches(':popover-open');
const text = (badge: CertificationBadge, name: string) => part(badge, name)?.textContent ?? '';

describe('the popover of a badge', () => {
  describe('content', () => {
    it('shows what the verified tokens claim', async () => {
      const badge = await badgeIn('valid', { locale: 'en' });
      await open(badge);
      for (const claim of [
        '湄潭翠芽',
        '湄潭县',
        'FP-2020-520328-000148',
        '148 households',
        '万家鲜生商贸有限公司',
        location.origin,
      ]) {
        expect(text(badge, 'claims')).to.contain(claim);
      }
      expect(text(badge, 'proof')).to.contain('can’t prove');
      expect(text(badge, 'check')).to.contain('Verified in your browser');
    });

    it('links to the registry, in words and as a QR code', async () => {
      const badge = await badgeIn('valid');
      await open(badge);
      const link = part(badge, 'link') as HTMLAnchorElement;
      expect(link.href).to.equal(`${registryAddress}/certificates/crt_valid0`);
      const code = await partOf(badge, 'qr');
      await waitUntil(() => code.querySelector('svg[role="img"]'));
      expect(code.querySelectorAll('path')[1]!.getAttribute('d')!.length).to.be.greaterThan(2000);
    });

    it('says of every other state what it means and what to do, and proves nothing', async () => {
      for (const state of issuedStates.filter((each) => each !== 'valid')) {
        const badge = await badgeIn(state);
        await open(badge);
        expect(text(badge, 'meaning'), state).not.to.equal('');
        expect(text(badge, 'advice'), state).not.to.equal('');
        expect(part(badge, 'proof'), state).to.equal(null);
      }
    });

    it('names the licensed websites and no product on a foreign one', async () => {
      const badge = await badgeIn('wrongOrigin');
      await open(badge);
      expect(text(badge, 'claims')).to.contain('https://elsewhere.example').and.not.contain('翠芽');
    });

    it('takes texts in other languages', async () => {
      const { registerMessages } = await import('../localization/messages.ts');
      const { en } = await import('./messages/en.ts');
      const { en: labels } = await import('../certification-badge/messages/en.ts');
      registerMessages('fupin-certification-badge', 'ug', labels);
      registerMessages('fupin-badge-details', 'ug', { ...en, product: 'مەھسۇلات' });
      const badge = await badgeIn('valid', { locale: 'ug' });
      const popover = await open(badge);
      expect(popover.dir).to.equal('rtl');
      expect(text(badge, 'claims')).to.contain('مەھسۇلات');
    });
  });

  describe('doubt', () => {
    it('says that the registry did not answer, and verifies again when asked to', async () => {
      registry.failure = 503;
      const badge = await badgeIn('valid');
      const popover = await open(badge);
      expect(text(badge, 'advice')).to.contain('没有连上认定登记处');
      expect(part(badge, 'claims')).to.equal(null);
      registry.failure = undefined;
      part(badge, 'retry')!.click();
      await settled(badge);
      await badge.updateComplete;
      expect(isOpen(badge)).to.equal(true);
      expect(text(badge, 'title')).to.equal('扶贫产品 · 已认定');
      expect(badge.shadowRoot!.activeElement === popover).to.equal(true);
    });

    it('can be asked again where the answer is the same', async () => {
      const badge = await badgeIn('valid', { badge: 'bdg_unknown00' });
      await open(badge);
      part(badge, 'retry')!.click();
      await settled(badge);
      await waitUntil(() => !(part(badge, 'retry') as HTMLButtonElement).disabled);
      expect(registry.requests).to.have.length(2);
    });
  });

  describe('keyboard and focus', () => {
    it('takes the focus, and gives it back when it is closed', async () => {
      const badge = await badgeIn('valid');
      const popover = await open(badge);
      expect(badge.shadowRoot!.activeElement === popover).to.equal(true);
      expect(base(badge).getAttribute('aria-expanded')).to.equal('true');
      part(badge, 'close')!.click();
      await waitUntil(() => badge.shadowRoot!.activeElement === base(badge));
      expect(isOpen(badge)).to.equal(false);
      await waitUntil(() => base(badge).getAttribute('aria-expanded') === 'false');
    });

    it('closes when the focus leaves it, which it would cover', async () => {
      const badge = await badgeIn('valid');
      await open(badge);
      const elsewhere = await fixture<HTMLButtonElement>(html`<button>Elsewhere</button>`);
      elsewhere.focus();
      await waitUntil(() => !isOpen(badge));
      expect(document.activeElement === elsewhere).to.equal(true);
    });

    it('closes on a second press', async () => {
      const badge = await badgeIn('valid');
      await open(badge);
      base(badge).click();
      await waitUntil(() => !isOpen(badge));
    });

    it('is gone with the badge that it is about', async () => {
      const badge = await badgeIn('valid');
      await open(badge);
      registry.gate = new Promise(() => {});
      badge.badge = 'bdg_another00';
      await waitUntil(() => badge.state === 'verifying');
      await badge.updateComplete;
      expect(part(badge, 'popover')).to.equal(null);
    });
  });

  describe('around it', () => {
    it('follows no link and reaches no card around the badge', async () => {
      const badge = makeBadge(registry, 'valid');
      const card = document.createElement('a');
      card.href = '#followed';
      card.append(badge);
      let clicks = 0;
      card.addEventListener('click', () => (clicks += 1));
      await showBadge(badge, card);
      const popover = await open(badge);
      popover.querySelector<HTMLElement>('[part="meaning"]')!.click();
      part(badge, 'close')!.click();
      await aTimeout(20);
      expect(location.hash).to.equal('');
      expect(clicks).to.equal(0);
    });

    it('is neither cut nor covered by what is around the badge', async () => {
      const badge = makeBadge(registry, 'valid');
      const box = document.createElement('div');
      box.style.cssText =
        'overflow: hidden; inline-size: 90px; block-size: 30px; transform: translateX(10px); contain: paint; z-index: 0; position: relative';
      box.append(badge);
      const cover = document.createElement('div');
      cover.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647';
      const place = document.createElement('div');
      place.append(box, cover);
      await showBadge(badge, place);
      const popover = await open(badge);
      await aTimeout(250);
      const close = part(badge, 'close')!.getBoundingClientRect();
      const hit = document.elementFromPoint(close.x + close.width / 2, close.y + 22);
      expect(hit === badge).to.equal(true);
      expect(popover.getBoundingClientRect().width).to.be.greaterThan(200);
    });

    it('opens above a modal dialog that holds the badge, and closes before it', async () => {
      const badge = makeBadge(registry, 'valid');
      const dialog = document.createElement('dialog');
      dialog.append(badge);
      await showBadge(badge, dialog);
      dialog.showModal();
      await open(badge);
      part(badge, 'close')!.click();
      await waitUntil(() => !isOpen(badge));
      expect(dialog.open).to.equal(true);
      dialog.close();
    });

    it('stays within the viewport wherever the badge is', async () => {
      for (const place of [
        'left: 0; top: 0',
        'right: 0; top: 0',
        'left: 0; bottom: 0',
        'right: 0; bottom: 0',
        'left: 45%; top: 45%',
      ]) {
        const badge = makeBadge(registry, 'valid');
        badge.style.cssText = `position: fixed; ${place}`;
        await showBadge(badge);
        const popover = await open(badge);
        await partOf(badge, 'qr');
        await aTimeout(250);
        const { left, right, top, bottom } = popover.getBoundingClientRect();
        expect(left, place).to.be.at.least(0);
        expect(top, place).to.be.at.least(0);
        expect(right, place).to.be.at.most(innerWidth);
        expect(bottom, place).to.be.at.most(innerHeight);
        badge.remove();
      }
    });
  });

  describe('accessibility', () => {
    for (const state of issuedStates) {
      it(`has no violation when ${state}`, async () => {
        const badge = await badgeIn(state, { locale: 'en' });
        const popover = await open(badge);
        expect(popover.getAttribute('role')).to.equal('dialog');
        expect(text(badge, 'title')).not.to.equal('');
        await aTimeout(200);
        await expect(badge).to.be.accessible();
      });
    }

    it('has targets of at least 44 pixels', async () => {
      const badge = await badgeIn('valid');
      await open(badge);
      for (const name of ['close', 'link']) {
        const { width, height } = part(badge, name)!.getBoundingClientRect();
        expect(Math.min(width, height), name).to.be.at.least(44);
      }
    });
  });
});
