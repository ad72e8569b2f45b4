// The peer: the same cards as a retailer's own developer would write them, with no library and no verification.

const main = document.querySelector('main');
const list = document.querySelector('ul');
const template = document.querySelector('template');
if (!main || !list || !template) throw new Error('the page lacks main, ul or template');
const { registry, outlet, key, cards } = main.dataset;

/** @param {Element} card @param {string} selector @param {string} text */
function fill(card, selector, text) {
  const place = card.querySelector(selector);
  if (place) place.textContent = text;
}

/** @param {import('@fupin/schema').Listing} listing */
function cardOf({ imageUrl, priceFen, product, sku }) {
  const item = /** @type {Element} */ (template?.content.firstElementChild?.cloneNode(true));
  const picture = item.querySelector('img');
  if (picture && imageUrl) picture.src = new URL(imageUrl, registry).href;
  const { name, spec, county, certificate } = product;
  fill(item, '.name', name);
  fill(item, '.spec span', spec);
  fill(item, '.origin span', `${county.provinceName}${county.name}`);
  fill(item, '.impact span', `带动 ${certificate?.linkage.householdsHelped ?? 0} 户增收`);
  fill(item, '.price', `¥${(priceFen / 100).toFixed(2)}`);
  item.querySelector('button')?.addEventListener('click', () => {
    dispatchEvent(new CustomEvent('add', { detail: sku }));
  });
  return item;
}

let left = Number(cards);
let cursor = null;
do {
  const query = new URLSearchParams({ inForce: 'true', limit: String(Math.min(left, 100)) });
  if (cursor) query.set('cursor', cursor);
  else query.set('facets', 'true');
  const response = await fetch(`${registry}/v1/outlets/${outlet}/listings?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const { items, nextCursor } = await response.json();
  list.append(...items.map(cardOf));
  left -= items.length;
  cursor = nextCursor;
} while (left > 0 && cursor);
