/**
 * A good as it lies in the cart.
 * @typedef {object} Good
 * @property {string} sku the shop's article number; one line in the cart each
 * @property {string} name
 * @property {number} priceFen price of one, in fen
 * @property {string | null} imageUrl
 * @property {string | null} link the good's page, http(s); null where it has none
 */

/** @typedef {Good & {quantity: number}} CartLine */

/** The most of one good that the shop delivers in one order. */
export const MAX_QUANTITY = 99;

const STORAGE_KEY = 'helin-cart';

/**
 * The shop's cart, kept in the browser's storage; fires `change` whenever its lines change, here or
 * in another tab (see `reload`).
 */
export class Cart extends EventTarget {
  /** @type {readonly CartLine[]} */
  #lines;
  #storage;

  /** @param {Pick<Storage, 'getItem' | 'setItem'>} storage */
  constructor(storage) {
    super();
    this.#storage = storage;
    this.#lines = this.#read();
  }

  /** What is in the cart, in the order in which it was put there. */
  get lines() {
    return this.#lines;
  }

  /** How many pieces there are in all lines together. */
  get count() {
    return this.#lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  /** The sum of all lines, in fen. */
  get totalFen() {
    return this.#lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
  }

  /**
   * Puts a good in the cart; more of the same if it is there, at the price of now.
   * @param {Good} good
   * @param {number} [quantity]
   */
  add({ sku, name, priceFen, imageUrl, link }, quantity = 1) {
    const there = this.#lines.find((line) => line.sku === sku);
    const line = {
      sku,
      name,
      priceFen,
      imageUrl,
      link,
      quantity: clamp((there?.quantity ?? 0) + quantity),
    };
    this.#write(
      there ? this.#lines.map((each) => (each.sku === sku ? line : each)) : [...this.#lines, line],
    );
  }

  /**
   * Sets how many of a good are wanted; less than one takes it out.
   * @param {string} sku
   * @param {number} quantity
   */
  setQuantity(sku, quantity) {
    if (!(quantity >= 1)) return this.remove(sku);
    this.#write(
      this.#lines.map((line) => (line.sku === sku ? { ...line, quantity: clamp(quantity) } : line)),
    );
  }

  /** @param {string} sku */
  remove(sku) {
    this.#write(this.#lines.filter((line) => line.sku !== sku));
  }

  /** Takes over what another tab has stored. */
  reload() {
    this.#lines = this.#read();
    this.dispatchEvent(new Event('change'));
  }

  /** @param {readonly CartLine[]} lines */
  #write(lines) {
    this.#lines = lines;
    try {
      this.#storage.setItem(STORAGE_KEY, JSON.stringify(lines));
    } catch {
      // A browser that refuses storage still gets a cart for this page.
    }
    this.dispatchEvent(new Event('change'));
  }

  #read() {
    try {
      const stored = JSON.parse(this.#storage.getItem(STORAGE_KEY) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isCartLine) : [];
    } catch {
      return [];
    }
  }
}

/**
 * Fen as yuan with two decimals: `1280` → `12.80`.
 * @param {number} fen
 */
export function yuan(fen) {
  return (fen / 100).toFixed(2);
}

/**
 * A good from what a page or an embedded element says of one; `null` where it can't be sold: no
 * article number, no name or no price. A picture or link that is no http(s) address is left out.
 * @param {unknown} value
 * @param {string} base the address that a relative one is relative to
 * @returns {Good | null}
 */
export function goodFrom(value, base) {
  if (typeof value !== 'object' || value === null) return null;
  const { sku, name, priceFen, imageUrl, link } = /** @type {Record<string, unknown>} */ (value);
  if (typeof sku !== 'string' || sku === '' || typeof name !== 'string' || name === '') return null;
  if (!isPrice(priceFen)) return null;
  return { sku, name, priceFen, imageUrl: httpUrl(imageUrl, base), link: httpUrl(link, base) };
}

/**
 * A good from a listing of the embedded special area, which names its product apart from the shop's own SKU and price.
 * @param {unknown} listing
 * @param {string} base the address that a relative one is relative to
 * @returns {Good | null}
 */
export function goodFromListing(listing, base) {
  if (typeof listing !== 'object' || listing === null) return null;
  const { product } = /** @type {{product?: {name?: unknown} | null}} */ (listing);
  return goodFrom({ ...listing, name: product?.name }, base);
}

/**
 * @param {unknown} value
 * @returns {value is CartLine}
 */
function isCartLine(value) {
  if (typeof value !== 'object' || value === null) return false;
  const { sku, name, priceFen, imageUrl, link, quantity } = /** @type {Record<string, unknown>} */ (
    value
  );
  return (
    typeof sku === 'string' &&
    typeof name === 'string' &&
    isPrice(priceFen) &&
    (imageUrl === null || typeof imageUrl === 'string') &&
    (link === null || typeof link === 'string') &&
    Number.isInteger(quantity) &&
    clamp(Number(quantity)) === quantity
  );
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isPrice(value) {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** @param {number} quantity */
function clamp(quantity) {
  return Math.min(MAX_QUANTITY, Math.max(1, Math.trunc(quantity)));
}

/**
 * @param {unknown} address
 * @param {string} base
 */
function httpUrl(address, base) {
  if (typeof address !== 'string' || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
