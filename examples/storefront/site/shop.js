import { Cart, goodFrom, goodFromListing } from './cart.js';
import { connectCartDrawer } from './cart-drawer.js';
import { element } from './page.js';
import { showToast } from './toast.js';

/** @import { Good } from './cart.js' */

const cart = new Cart(window.localStorage);
const drawer = connectCartDrawer(cart);
element('#toast-cart', HTMLButtonElement).addEventListener('click', drawer.open);

/**
 * @param {Good} good
 * @param {number} [quantity]
 */
function addToCart(good, quantity) {
  cart.add(good, quantity);
  showToast(`${good.name} 已加入购物车`);
}

// The shop's own goods: a card says what it sells in its data attributes.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-add]') : null;
  const card = button?.closest('[data-sku]');
  if (!(card instanceof HTMLElement)) return;
  const { sku, name, priceFen, link } = card.dataset;
  const imageUrl = card.querySelector('img')?.src;
  const good = goodFrom({ sku, name, priceFen: Number(priceFen), imageUrl, link }, location.href);
  const quantity = card.querySelector('input')?.valueAsNumber || 1;
  if (good !== null) addToCart(good, quantity);
});

// Goods of the embedded special area: cancelling its event tells it that this cart has taken them.
document.addEventListener('fupin-cart-add', (event) => {
  const { listing } = /** @type {Event & {listing?: unknown}} */ (event);
  const good = goodFromListing(listing, location.href);
  if (good === null) return;
  event.preventDefault();
  addToCart(good);
});
