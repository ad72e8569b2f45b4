import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Listing } from '@fupin/schema';
import * as fixtures from '@fupin/schema/fixtures';
import {
  createSmallRegistry,
  registryAddress,
  type SmallRegistry,
} from '../../test/small-registry.ts';
import { FupinCartAddEvent, ProductCard } from './product-card.ts';

let registry: SmallRegistry;
let listing: Listing;
beforeEach(async () => {
  registry = await createSmallRegistry(1);
  listing = { ...registry.listings[0]!, imageUrl: `${registryAddress}/tea.svg` };
});

async function cardOf(shown: Listing | undefined, content: unknown = '', locale = 'zh-Hans') {
  const card = await fixture<ProductCard>(html`
    <fupin-product-card
      registry=${registryAddress}
      locale=${locale}
      .fetch=${registry.fetch}
      .listing=${shown}
      >${content}</fupin-product-card
    >
  `);
  expect(card).to.be.instanceOf(ProductCard);
  return card;
}

const part = (card: ProductCard, name: string) =>
  card.renderRoot.querySelector<HTMLElement>(`[part="${name}"]`);
const text = (card: ProductCard, name: string) =>
  part(card, name)?.textContent?.replace(/\s+/g, ' ').trim();
const button = (card: ProductCard) => part(card, 'button') as HTMLButtonElement;

/** Where the page would have gone, were it not held back. */
async function destinationsOf(act: () => void): Promise<string[]> {
  const destinations: string[] = [];
  const hold = (event: NavigateEvent) => {
    destinations.push(event.destination.url);
    event.preventDefault();
  };
  navigation.addEventListener('navigate', hold);
  act();
  await new Promise((resolve) => setTimeout(resolve, 20));
  navigation.removeEventListener('navigate', hold);
  return destinations;
}

describe('fupin-product-card', () => {
  describe('properties', () => {
    it('shows name, specification, origin, households and price of a listing', async () => {
      const card = await cardOf(listing);
      expect(text(card, 'name')).to.equal('翠芽 0');
      expect(text(card, 'spec')).to.equal('250 g/罐');
      expect(text(card, 'origin')).to.equal('贵州省湄潭县');
      expect(text(card, 'impact')).to.equal('带动 148 户增收');
      expect(text(card, 'price')).to.equal('价格 ¥10.00');
    });

    it('shows English names to a reader of English', async () => {
      const card = await cardOf(listing, '', 'en');
      expect(text(card, 'name')).to.equal('Tea 0');
      expect(text(card, 'origin')).to.equal('Meitan County, Guizhou');
      expect(text(card, 'price')).to.equal('Price ¥10.00');
    });

    it('shows the Chinese name, marked as such, where there is no English one', async () => {
      const { nameEn, ...product } = listing.product;
      const card = await cardOf({ ...listing, product }, '', 'en');
      expect(nameEn).to.equal('Tea 0');
      expect(part(card, 'name')?.querySelector('[lang="zh-Hans"]')?.textContent).to.equal('翠芽 0');
    });

    it('has a verified badge', async () => {
      const card = await cardOf(listing);
      const badge = card.renderRoot.querySelector('fupin-certification-badge')!;
      await oneEvent(badge, 'fupin-badge-verify');
      expect(badge.state).to.equal('valid');
    });

    it('has no badge where the product never had a certificate', async () => {
      const card = await cardOf({ ...listing, badgeId: null });
      expect(text(card, 'name')).to.equal('翠芽 0');
      expect(card.renderRoot.querySelector('fupin-certification-badge')).to.equal(null);
    });

    it('is a skeleton of the same height until it has a listing', async () => {
      const container = await fixture<HTMLElement>(html`<div></div>`);
      container.style.width = '240px';
      const card = await cardOf(undefined);
      container.append(card);
      const { offsetHeight } = card;
      expect(card.matches(':state(loading)')).to.equal(true);
      card.listing = listing;
      await card.updateComplete;
      expect(offsetHeight).to.be.greaterThan(300).and.equal(card.offsetHeight);
      expect(card.matches(':state(loading)')).to.equal(false);
    });

    it('loads a product by its id', async () => {
      const card = await fixture<ProductCard>(html`
        <fupin-product-card
          registry=${registryAddress}
          locale="zh-Hans"
          product-id="prd_3kq8x0vd5t"
          .fetch=${registry.fetch}
        ></fupin-product-card>
      `);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(registry.requests).to.deep.equal(['/v1/products/prd_3kq8x0vd5t']);
      expect(text(card, 'name')).to.equal(fixtures.product.name);
      expect(part(card, 'price')).to.equal(null);
    });

    it('shows a failure and loads again on request', async () => {
      registry.failure = 503;
      const card = document.createElement('fupin-product-card');
      Object.assign(card, { registry: registryAddress, fetch: registry.fetch, locale: 'zh-Hans' });
      card.productId = 'prd_3kq8x0vd5t';
      const failure = oneEvent(card, 'fupin-load-error');
      await fixture(html`<div>${card}</div>`);
      await failure;
      await card.updateComplete;
      expect(text(card, 'error')).to.contain('商品没有载入成功');
      registry.failure = undefined;
      card.renderRoot.querySelector<HTMLButtonElement>('[part="error"] button')!.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(text(card, 'name')).to.equal(fixtures.product.name);
    });

    it('follows no link but one to the web', async () => {
      const card = await cardOf({ ...listing, link: 'javascript:alert(1)' });
      expect(text(card, 'name')).to.equal('翠芽 0');
      expect(part(card, 'name')?.querySelector('a')).to.equal(null);
    });
  });

  describe('cart', () => {
    it('tells the page which listing is wanted, through any shadow root', async () => {
      const card = await cardOf(listing);
      const wanted = oneEvent(document, 'fupin-cart-add') as unknown as Promise<FupinCartAddEvent>;
      document.addEventListener('fupin-cart-add', (event) => event.preventDefault(), {
        once: true,
      });
      button(card).click();
      const event = await wanted;
      expect(event).to.be.instanceOf(FupinCartAddEvent);
      expect(event).to.include({ bubbles: true, composed: true, cancelable: true });
      expect(event.listing).to.equal(listing);
    });

    it('says that the product was added when the page has taken it', async () => {
      const card = await cardOf(listing);
      card.addEventListener('fupin-cart-add', (event) => event.preventDefault());
      button(card).click();
      await card.updateComplete;
      expect(card.renderRoot.querySelector('[role="status"]')?.textContent).to.equal('已加入');
    });

    it('goes to the product’s page when nobody takes it', async () => {
      const card = await cardOf(listing);
      const destinations = await destinationsOf(() => button(card).click());
      expect(destinations).to.deep.equal([listing.link]);
      expect(card.renderRoot.querySelector('[role="status"]')?.textContent).to.equal('');
    });

    it('stays where it is when the page has taken it', async () => {
      const card = await cardOf(listing);
      card.addEventListener('fupin-cart-add', (event) => event.preventDefault());
      expect(await destinationsOf(() => button(card).click())).to.deep.equal([]);
    });

    it('offers nothing that is sold out', async () => {
      const card = await cardOf({ ...listing, stock: 0 });
      expect(button(card).disabled).to.equal(true);
      expect(text(card, 'button')).to.contain('已售完');
    });
  });

  describe('slots', () => {
    for (const name of ['image', 'badge', 'name', 'spec', 'origin', 'impact', 'price', 'action']) {
      it(`lets the page replace its ${name}`, async () => {
        const own = html`<span slot=${name}>own</span>`;
        const card = await cardOf(listing, own);
        const slot = card.renderRoot.querySelector<HTMLSlotElement>(`slot[name="${name}"]`)!;
        expect(slot.assignedElements()[0]?.textContent).to.equal('own');
        expect(card.querySelector('span')!.offsetWidth).to.be.greaterThan(0);
      });
    }
  });

  describe('parts', () => {
    it('has every documented part', async () => {
      const card = await cardOf(listing);
      const names = ['base', 'media', 'image', 'badge', 'name', 'spec', 'origin', 'impact'];
      for (const name of [...names, 'price', 'button']) expect(part(card, name), name).to.exist;
    });

    it('keeps the picture’s place and leaves its loading to the browser', async () => {
      const image = part(await cardOf(listing), 'image') as HTMLImageElement;
      expect(image.src).to.equal(`${registryAddress}/tea.svg`);
      expect(image).to.include({ loading: 'lazy', decoding: 'async', alt: '' });
      const { width, height } = image.getBoundingClientRect();
      expect(height).to.be.greaterThan(0).and.closeTo(width, 0.5);
    });
  });

  describe('accessibility', () => {
    it('has no violation with a listing, as a skeleton and sold out', async () => {
      for (const shown of [listing, undefined, { ...listing, stock: 0 }]) {
        const card = await cardOf(shown);
        expect(part(card, 'base')).to.exist;
        await expect(card).to.be.accessible();
      }
    });

    it('names the button by purpose and product', async () => {
      expect(text(await cardOf(listing), 'button')).to.equal('加入购物车翠芽 0');
    });

    it('has its name as a heading of the level asked for', async () => {
      const card = await cardOf(listing);
      card.headingLevel = 4;
      await card.updateComplete;
      expect(part(card, 'name')).to.have.attribute('role', 'heading');
      expect(part(card, 'name')).to.have.attribute('aria-level', '4');
    });
  });
});
