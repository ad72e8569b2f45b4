import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import {
  createSmallRegistry,
  registryAddress,
  type SmallRegistry,
} from '../../test/small-registry.ts';
import type { SpecialArea } from './special-area.ts';
import './special-area.ts';

let registry: SmallRegistry;
beforeEach(async () => {
  registry = await createSmallRegistry(30);
});

const makeArea = () =>
  fixture<SpecialArea>(html`
    <fupin-special-area
      registry=${registryAddress}
      outlet="out_9f4h6j1p3s"
      locale="zh-Hans"
      .fetch=${registry.fetch}
    ></fupin-special-area>
  `);

const list = (area: SpecialArea) => area.renderRoot.querySelector<HTMLElement>('[part="list"]')!;
const places = (area: SpecialArea) => [...list(area).children] as HTMLElement[];
const cards = (area: SpecialArea) => [...list(area).querySelectorAll('fupin-product-card')];
const heights = (area: SpecialArea) => [
  ...new Set(places(area).map(({ offsetHeight }) => offsetHeight)),
];
const isLaidOut = (element: Element) => element.checkVisibility({ contentVisibilityAuto: true });

describe('the cards’ places in fupin-special-area', () => {
  it('are kept for 24 cards while they load, the first 12 drawn as skeletons', async () => {
    let open = () => {};
    registry.gate = new Promise((resolve) => (open = resolve));
    const area = await makeArea();
    await cards(area)[0]!.updateComplete;
    expect([places(area).length, cards(area).length]).to.deep.equal([24, 12]);
    const { offsetHeight } = list(area);
    open();
    await waitUntil(() => cards(area).length === 24);
    await cards(area)[23]!.updateComplete;
    expect(list(area).offsetHeight).to.be.greaterThan(1000).and.equal(offsetHeight);
  });

  it('are as tall before a card is laid out as after', async () => {
    const area = await makeArea();
    await waitUntil(() => area.total === 30);
    await area.updateComplete;
    area.renderRoot.querySelector<HTMLElement>('[part="more"]')!.click();
    await waitUntil(() => cards(area).length === 30);
    const last = cards(area)[29]!;
    area.scrollIntoView();
    await waitUntil(() => !isLaidOut(last), 'the last card is far off');
    const [height, ...others] = heights(area);
    expect([height! > 200, others.length]).to.deep.equal([true, 0]);
    last.scrollIntoView();
    await waitUntil(() => isLaidOut(last), 'the last card is near');
    expect(heights(area)).to.deep.equal([height]);
  });

  it('leave a page’s own cards as tall as they are', async () => {
    const area = await makeArea();
    await waitUntil(() => area.total === 30);
    area.renderCard = ({ priceFen }) => {
      const card = document.createElement('p');
      card.style.cssText = `margin: 0; height: ${priceFen / 100}px`;
      return card;
    };
    await area.updateComplete;
    expect(heights(area).length).to.be.greaterThan(4);
  });
});
