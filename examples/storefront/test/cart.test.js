import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cart, goodFrom, goodFromListing, yuan } from '../site/cart.js';

const tomato = { sku: 'hl-1017', name: '沙瓤番茄', priceFen: 880, imageUrl: null, link: null };
const rice = { sku: 'hl-4001', name: '五常稻花香米', priceFen: 5990, imageUrl: null, link: null };
const page = 'http://127.0.0.1:5173/';

test('the same good twice is one line of two', () => {
  const cart = new Cart(memory());
  cart.add(tomato);
  cart.add(rice);
  cart.add(tomato);
  assert.deepEqual(
    cart.lines.map(({ sku, quantity }) => [sku, quantity]),
    [
      ['hl-1017', 2],
      ['hl-4001', 1],
    ],
  );
  assert.equal(cart.count, 3);
  assert.equal(cart.totalFen, 880 * 2 + 5990);
});

test('a good added again takes the price of now', () => {
  const cart = new Cart(memory());
  cart.add(tomato);
  cart.add({ ...tomato, priceFen: 1180 });
  assert.equal(cart.totalFen, 2360);
});

test('a quantity stays between 1 and 99, and less takes the good out', () => {
  const cart = new Cart(memory());
  cart.add(tomato, 98);
  cart.add(tomato, 5);
  assert.equal(cart.count, 99);
  cart.setQuantity('hl-1017', 3);
  assert.equal(cart.count, 3);
  cart.setQuantity('hl-1017', 0);
  assert.deepEqual(cart.lines, []);
});

test('every change is told once', () => {
  const cart = new Cart(memory());
  let told = 0;
  cart.addEventListener('change', () => (told += 1));
  cart.add(tomato);
  cart.setQuantity('hl-1017', 2);
  cart.remove('hl-1017');
  assert.equal(told, 3);
});

test('a cart outlives its page, and another tab sees it', () => {
  const storage = memory();
  const cart = new Cart(storage);
  const otherTab = new Cart(storage);
  cart.add(rice, 2);
  assert.deepEqual(new Cart(storage).lines, cart.lines);
  assert.equal(otherTab.count, 0);
  otherTab.reload();
  assert.equal(otherTab.count, 2);
});

test('what was stored by something else is left out', () => {
  const good = { ...tomato, quantity: 2 };
  const bad = [null, 7, { ...good, quantity: 1.5 }, { ...good, priceFen: -1 }, { sku: 'x' }];
  assert.deepEqual(new Cart(memory(JSON.stringify([...bad, good]))).lines, [good]);
  assert.deepEqual(new Cart(memory('{"no": "list"}')).lines, []);
  assert.deepEqual(new Cart(memory('not json')).lines, []);
});

test('a browser that refuses storage still has a cart for the page', () => {
  const cart = new Cart({
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  cart.add(tomato);
  assert.equal(cart.count, 1);
});

test('a good needs an article number, a name and a price in whole fen', () => {
  const given = { sku: 'fp-1', name: '安远脐橙', priceFen: 6890 };
  assert.deepEqual(goodFrom(given, page), { ...given, imageUrl: null, link: null });
  const bad = [
    undefined,
    'fp-1',
    { ...given, sku: '' },
    { ...given, name: undefined },
    { ...given, priceFen: 68.9 },
    { ...given, priceFen: -1 },
    { ...given, priceFen: '6890' },
  ];
  for (const value of bad) assert.equal(goodFrom(value, page), null, JSON.stringify(value));
});

test('a good from a listing has the name of its product', () => {
  const listing = { sku: 'HL1', priceFen: 6890, imageUrl: null, link: null };
  const good = { ...listing, name: '安远脐橙' };
  assert.deepEqual(goodFromListing({ ...listing, product: { name: '安远脐橙' } }, page), good);
  for (const value of [undefined, null, 'HL1', listing, { ...listing, product: null }])
    assert.equal(goodFromListing(value, page), null, JSON.stringify(value));
});

test('pictures and links are http addresses or nothing', () => {
  const given = { sku: 'fp-1', name: '安远脐橙', priceFen: 6890 };
  const good = goodFrom({ ...given, imageUrl: '/i.svg', link: 'javascript:alert(1)' }, page);
  assert.equal(good?.imageUrl, 'http://127.0.0.1:5173/i.svg');
  assert.equal(good?.link, null);
});

test('fen are shown as yuan with two decimals', () => {
  assert.deepEqual([0, 5, 880, 123456].map(yuan), ['0.00', '0.05', '8.80', '1234.56']);
});

/** @param {string} [stored] */
function memory(stored) {
  /** @type {string | null} */
  let value = stored ?? null;
  return {
    getItem: () => value,
    /** @param {string} _ @param {string} next */
    setItem: (_, next) => {
      value = next;
    },
  };
}
