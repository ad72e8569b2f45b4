import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { Listing } from '@fupin/schema';
import {
  createSmallRegistry,
  registryAddress,
  type SmallRegistry,
} from '../../test/small-registry.ts';
import type { FupinLoadErrorEvent } from '../load-error-event.ts';
import { SpecialArea, type FupinCartAddEvent } from './special-area.ts';

let registry: SmallRegistry;
beforeEach(async () => {
  registry = await createSmallRegistry(30);
});

const outlet = 'out_9f4h6j1p3s';

function makeArea(settings: Partial<SpecialArea> = {}, content = ''): SpecialArea {
  const area = document.createElement('fupin-special-area');
  const { fetch } = registry;
  Object.assign(area, { registry: registryAddress, outlet, locale: 'zh-Hans', fetch, ...settings });
  area.innerHTML = content;
  return area;
}

async function areaOf(settings: Partial<SpecialArea> = {}, content = '') {
  const area = await fixture<SpecialArea>(html`${makeArea(settings, content)}`);
  expect(area).to.be.instanceOf(SpecialArea);
  await settle(area);
  return area;
}

async function settle(area: SpecialArea) {
  await waitUntil(() => !area.matches(':state(loading)'), 'area keeps loading');
  await area.updateComplete;
}

const part = (area: SpecialArea, name: string) =>
  area.renderRoot.querySelector<HTMLElement>(`[part="${name}"]`)!;
const cards = (area: SpecialArea) => [...area.renderRoot.querySelectorAll('fupin-product-card')];
const chips = (area: SpecialArea) => [...area.renderRoot.querySelectorAll<HTMLElement>('.chip')];
const selects = (area: SpecialArea) => [...area.renderRoot.querySelectorAll('select')];
const queries = () =>
  registry.requests
    .filter((request) => request.includes('/listings'))
    .map((request) => Object.fromEntries(new URL(request, registryAddress).searchParams));

function choose(select: HTMLSelectElement, value: string) {
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('fupin-special-area', () => {
  describe('loading', () => {
    it('shows 24 certified products with their badges, by two requests', async () => {
      const area = await areaOf();
      await waitUntil(() =>
        cards(area).every(
          (card) => card.renderRoot.querySelector('fupin-certification-badge')?.state === 'valid',
        ),
      );
      expect(cards(area)).to.have.length(24);
      expect(area.total).to.equal(30);
      expect(queries()).to.deep.equal([{ inForce: 'true', limit: '24', facets: 'true' }]);
      expect(registry.requests).to.have.length(2);
    });

    it('adds the next products on request and says how many there are', async () => {
      const area = await areaOf();
      part(area, 'more').click();
      await waitUntil(() => cards(area).length === 30);
      expect(queries()[1]).to.deep.equal({ inForce: 'true', limit: '24', cursor: '24' });
      expect(part(area, 'footer').textContent).to.contain('已显示 30 / 30 件');
      expect(part(area, 'more')).to.equal(null);
      expect((area.renderRoot as ShadowRoot).activeElement).to.equal(
        area.renderRoot.querySelectorAll('[part="item"]')[24],
      );
    });

    it('takes registry and outlet from a provider that is defined before or after it', async () => {
      const provider = await fixture(html`
        <fupin-provider registry=${registryAddress} outlet=${outlet} .fetch=${registry.fetch}>
          <fupin-special-area></fupin-special-area>
        </fupin-provider>
      `);
      expect(registry.requests).to.deep.equal([]);
      await import('../provider/provider.ts');
      const area = provider.querySelector('fupin-special-area')!;
      await waitUntil(() => area.total === 30);
      expect(cards(area)).to.have.length(24);
    });

    it('goes on after it was moved while it loaded', async () => {
      let open = () => {};
      registry.gate = new Promise((resolve) => (open = resolve));
      const area = await fixture<SpecialArea>(html`${makeArea()}`);
      const other = await fixture(html`<div></div>`);
      other.append(area);
      registry.gate = undefined;
      open();
      await settle(area);
      expect(area.total).to.equal(30);
    });
  });

  describe('filters', () => {
    it('searches after a pause in typing', async () => {
      const area = await areaOf();
      const input = area.renderRoot.querySelector('input')!;
      for (const value of ['核', '核桃']) {
        input.value = value;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      await waitUntil(() => area.total === 15);
      expect(queries().map(({ q }) => q)).to.deep.equal([undefined, '核桃']);
      expect(part(area, 'total').textContent!.trim()).to.equal('共 15 件商品');
    });

    it('does not search for half-typed pinyin', async () => {
      const area = await areaOf();
      const input = area.renderRoot.querySelector('input')!;
      input.value = 'he';
      input.dispatchEvent(new InputEvent('input', { isComposing: true }));
      await aTimeout(450);
      expect(queries()).to.have.length(1);
    });

    it('narrows by category, marks it and widens again', async () => {
      const area = await areaOf();
      expect(chips(area).map((chip) => chip.innerText.trim())).to.deep.equal([
        '全部',
        '茶叶15',
        '干果15',
      ]);
      chips(area)[1]!.click();
      await waitUntil(() => queries().length === 2);
      await settle(area);
      expect(queries()[1]).to.include({ categoryCode: '0301' });
      expect(chips(area).map((chip) => chip.ariaPressed)).to.deep.equal(['false', 'true', 'false']);
      chips(area)[0]!.click();
      await waitUntil(() => queries().length === 3);
      expect(queries()[2]).not.to.have.property('categoryCode');
    });

    it('narrows by province and sorts', async () => {
      const area = await areaOf();
      const [province, sort] = selects(area);
      choose(province!, '530000');
      await waitUntil(() => queries().length === 2);
      choose(sort!, 'householdsHelped');
      await waitUntil(() => queries().length === 3);
      expect(queries()[2]).to.include({ divisionCode: '530000', sort: 'householdsHelped' });
      expect(selects(area).map(({ value }) => value)).to.deep.equal(['530000', 'householdsHelped']);
    });

    it('starts with those set in the page and hides the choice of a province under a county', async () => {
      const area = await areaOf({ divisionCode: '520328', categoryCode: '0301' });
      expect(queries()[0]).to.include({ divisionCode: '520328', categoryCode: '0301' });
      expect(selects(area)).to.have.length(1);
    });

    it('shows the answer to the newest query, whichever comes first', async () => {
      const area = await areaOf();
      let open = () => {};
      registry.gate = new Promise((resolve) => (open = resolve));
      area.q = '核桃';
      await area.updateComplete;
      registry.gate = undefined;
      area.q = '翠芽 2';
      await waitUntil(() => area.total === 6);
      open();
      await aTimeout(50);
      expect(area.total).to.equal(6);
    });
  });

  describe('states', () => {
    it('says that nothing matches and clears the filters on request', async () => {
      const area = await areaOf({ q: '没有' });
      expect(part(area, 'empty').textContent).to.contain('没有找到合适的商品');
      part(area, 'empty').querySelector('button')!.click();
      await waitUntil(() => area.total === 30);
      expect(cards(area)).to.have.length(24);
    });

    it('shows a failure, fires one event, and loads again on request', async () => {
      registry.failure = 503;
      const errors: unknown[] = [];
      const area = makeArea();
      area.addEventListener('fupin-load-error', (event: FupinLoadErrorEvent) => {
        errors.push(event.error);
      });
      await fixture(html`${area}`);
      await settle(area);
      expect(part(area, 'error').textContent).to.contain('专区暂时没有载入成功');
      expect(area.matches(':state(failed)')).to.equal(true);
      expect(errors).to.have.length(1);
      registry.failure = undefined;
      part(area, 'error').querySelector('button')!.click();
      await waitUntil(() => area.total === 30);
      expect(cards(area)).to.have.length(24);
    });

    it('keeps what it shows when more could not be loaded', async () => {
      const area = await areaOf();
      registry.failure = 503;
      part(area, 'more').click();
      await waitUntil(() => area.matches(':state(failed)'));
      await area.updateComplete;
      expect(cards(area)).to.have.length(24);
      registry.failure = undefined;
      part(area, 'more').click();
      await waitUntil(() => cards(area).length === 30);
    });

    it('says what it was given too little of', async () => {
      const area = makeArea({ outlet: undefined });
      const failure = oneEvent(area, 'fupin-load-error') as unknown as Promise<FupinLoadErrorEvent>;
      await fixture(html`${area}`);
      expect(String((await failure).error)).to.contain('received registry "http://registry.test');
      await area.updateComplete;
      expect(part(area, 'error')).to.exist;
    });
  });

  describe('cart', () => {
    it('lets the page hear which product is wanted, with an address for its picture', async () => {
      const area = await areaOf();
      const heard: Listing[] = [];
      const take = (event: FupinCartAddEvent) => {
        event.preventDefault();
        heard.push(event.listing);
      };
      document.addEventListener('fupin-cart-add', take);
      cards(area)[3]!.renderRoot.querySelector<HTMLElement>('[part="button"]')!.click();
      document.removeEventListener('fupin-cart-add', take);
      expect(heard).to.have.length(1);
      expect(heard[0]).to.include({
        sku: 'SKU-3',
        imageUrl: `${registryAddress}/illustrations/tea.svg`,
      });
    });
  });

  describe('slots', () => {
    for (const name of ['heading', 'introduction', 'campaign']) {
      it(`lets the page set its ${name}`, async () => {
        const area = await areaOf({}, `<p slot="${name}">own</p>`);
        expect(area.querySelector('p')!.offsetHeight).to.be.greaterThan(0);
      });
    }

    it('lets the page replace what is shown where nothing matches', async () => {
      const area = await areaOf({ q: '没有' }, '<p slot="empty">own</p>');
      expect(area.querySelector('p')!.offsetHeight).to.be.greaterThan(0);
      expect(part(area, 'empty').offsetHeight).to.equal(0);
    });

    it('lets the page replace what is shown after a failure', async () => {
      registry.failure = 500;
      const area = await areaOf({}, '<p slot="error">own</p>');
      expect(area.querySelector('p')!.offsetHeight).to.be.greaterThan(0);
    });

    it('shows cards of the page’s own, from its light DOM', async () => {
      const area = await areaOf();
      area.renderCard = ({ product, sku }) => {
        const card = document.createElement('b');
        card.textContent = `${sku} ${product.name}`;
        return card;
      };
      await area.updateComplete;
      const own = [...area.querySelectorAll('b')];
      expect(own).to.have.length(24);
      expect(own[1]!.textContent).to.equal('SKU-1 核桃 1');
      expect(own[1]!.offsetHeight).to.be.greaterThan(0);
      expect(cards(area)).to.have.length(0);
      area.q = '翠芽 2';
      await waitUntil(() => area.querySelectorAll('b').length === 6);
      area.renderCard = undefined;
      await area.updateComplete;
      expect(area.querySelectorAll('b')).to.have.length(0);
      expect(cards(area)).to.have.length(6);
    });
  });

  describe('parts', () => {
    it('has every documented part', async () => {
      const area = await areaOf();
      const names = ['base', 'header', 'heading', 'introduction', 'search', 'categories'];
      for (const name of [...names, 'toolbar', 'total', 'list', 'item', 'card', 'footer', 'more']) {
        expect(part(area, name), name).to.exist;
      }
    });

    it('lets the page style the parts of its cards', async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('fupin-special-area::part(card-name) { color: rgb(1, 2, 3) }');
      document.adoptedStyleSheets.push(sheet);
      const area = await areaOf();
      const name = cards(area)[0]!.renderRoot.querySelector('[part="name"]')!;
      expect(getComputedStyle(name).color).to.equal('rgb(1, 2, 3)');
      document.adoptedStyleSheets.pop();
    });
  });

  describe('the page around it', () => {
    it('lends font and colour and nothing else', async () => {
      const area = makeArea();
      const page = await fixture<HTMLElement>(html`<div>${area}</div>`);
      page.style.cssText =
        'font-family: monospace; color: rgb(1, 2, 3); letter-spacing: 9px; text-transform: uppercase;' +
        'line-height: 4; text-align: right; word-spacing: 9px; text-indent: 9px; font-weight: 900';
      await settle(area);
      const { fontFamily, color, letterSpacing, textTransform, textAlign, textIndent, fontWeight } =
        getComputedStyle(part(area, 'total'));
      expect({ fontFamily, color: getComputedStyle(area).color }).to.deep.equal({
        fontFamily: 'monospace',
        color: 'rgb(1, 2, 3)',
      });
      expect(color).not.to.equal('rgb(0, 0, 0)');
      expect({ letterSpacing, textTransform, textAlign, textIndent, fontWeight }).to.deep.equal({
        letterSpacing: 'normal',
        textTransform: 'none',
        textAlign: 'start',
        textIndent: '0px',
        fontWeight: '400',
      });
    });

    it('gives its language where nothing else does, and is followed when it changes', async () => {
      const area = await areaOf({ locale: undefined });
      document.documentElement.lang = 'zh-CN';
      await waitUntil(() => part(area, 'heading').textContent!.includes('消费扶贫专区'));
      document.documentElement.lang = 'en-GB';
      await waitUntil(() => part(area, 'heading').textContent!.includes('Special Area'));
      expect(part(area, 'base').lang).to.equal('en');
      document.documentElement.removeAttribute('lang');
    });
  });

  describe('accessibility', () => {
    it('has no violation with products, without and after a failure', async () => {
      const area = await areaOf();
      await aTimeout(100);
      expect(cards(area)).to.have.length(24);
      await expect(area).to.be.accessible();
      area.q = '没有';
      await waitUntil(() => area.total === 0);
      await expect(area).to.be.accessible();
      registry.failure = 500;
      area.q = '';
      await waitUntil(() => area.matches(':state(failed)'));
      await area.updateComplete;
      await expect(area).to.be.accessible();
    }).timeout(60_000);

    it('is a region named by its heading', async () => {
      const area = await areaOf();
      const base = part(area, 'base');
      expect(base.localName).to.equal('section');
      const heading = area.renderRoot.querySelector(`#${base.getAttribute('aria-labelledby')}`);
      expect(heading?.textContent?.trim()).to.equal('消费扶贫专区');
    });

    it('announces how many products match', async () => {
      const total = part(await areaOf(), 'total');
      expect(total).to.have.attribute('role', 'status');
      expect(total.textContent!.trim()).to.equal('共 30 件商品');
    });

    it('has a heading, and the names of products one level below', async () => {
      const area = await areaOf({ headingLevel: 3 });
      expect(part(area, 'heading')).to.have.attribute('aria-level', '3');
      expect(cards(area)[0]!.renderRoot.querySelector('[part="name"]')).to.have.attribute(
        'aria-level',
        '4',
      );
    });
  });
});
