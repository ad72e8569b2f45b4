import { MAX_QUANTITY, yuan } from './cart.js';
import { element } from './page.js';

/** @import { Cart, CartLine } from './cart.js' */

const FREE_DELIVERY_FEN = 3900;
const PLACEHOLDER = '/img/goods/placeholder.svg';

/**
 * Shows the cart in the drawer that every page includes, and its count on the header's button.
 * @param {Cart} cart
 * @returns {{open: () => void}}
 */
export function connectCartDrawer(cart) {
  const drawer = element('#cart', HTMLDialogElement);
  const lines = element('#cart-lines', HTMLElement);
  const template = element('#cart-line', HTMLTemplateElement);
  const button = element('#cart-button', HTMLButtonElement);

  function open() {
    drawer.showModal();
  }

  function render() {
    element('#cart-count', HTMLElement).textContent = String(cart.count);
    button.setAttribute('aria-label', `购物车，${cart.count} 件`);
    const isEmpty = cart.lines.length === 0;
    element('#cart-empty', HTMLElement).hidden = !isEmpty;
    element('#cart-summary', HTMLElement).hidden = isEmpty;
    element('#cart-total', HTMLElement).textContent = `¥${yuan(cart.totalFen)}`;
    element('#cart-delivery', HTMLElement).textContent = deliveryText(cart.totalFen);
    const kept = new Map([...lines.children].map((row) => [row.getAttribute('data-sku'), row]));
    for (const [sku, row] of kept) {
      if (!cart.lines.some((line) => line.sku === sku)) row.remove();
    }
    cart.lines.forEach((line, index) => {
      const row = fillRow(kept.get(line.sku) ?? newRow(), line);
      // A row that stands where it belongs is not moved: moving it would take the focus away.
      const there = lines.children[index] ?? null;
      if (there !== row) lines.insertBefore(row, there);
    });
  }

  function newRow() {
    const row = template.content.firstElementChild?.cloneNode(true);
    if (!(row instanceof HTMLElement)) throw new Error('#cart-line holds no row');
    row.addEventListener('click', (event) => {
      const action = event.target instanceof Element && event.target.closest('button')?.dataset;
      const sku = row.dataset['sku'] ?? '';
      const line = cart.lines.find((each) => each.sku === sku);
      if (!action || !line) return;
      if (action['step']) cart.setQuantity(sku, line.quantity + Number(action['step']));
      if ('remove' in action) cart.remove(sku);
      if (!row.isConnected) element('#cart-close', HTMLButtonElement).focus();
    });
    element('input', HTMLInputElement, row).addEventListener('change', (event) => {
      const { value } = /** @type {HTMLInputElement} */ (event.target);
      cart.setQuantity(row.dataset['sku'] ?? '', Math.round(Number(value)) || 1);
    });
    return row;
  }

  button.addEventListener('click', open);
  drawer.addEventListener('click', (event) => {
    // Only the backdrop is the dialog itself: its content covers the rest.
    if (event.target === drawer) drawer.close();
  });
  cart.addEventListener('change', render);
  window.addEventListener('storage', () => cart.reload());
  render();
  return { open };
}

/**
 * @param {Element} row
 * @param {CartLine} line
 */
function fillRow(row, line) {
  row.setAttribute('data-sku', line.sku);
  const image = element('img', HTMLImageElement, row);
  const source = line.imageUrl ?? PLACEHOLDER;
  if (image.getAttribute('src') !== source) image.src = source;
  const name = element('.cart-line-name', HTMLAnchorElement, row);
  name.textContent = line.name;
  if (line.link !== null) name.href = line.link;
  element('.cart-line-price', HTMLElement, row).textContent = `¥${yuan(line.priceFen)}`;
  element('.cart-line-sum', HTMLElement, row).textContent =
    `¥${yuan(line.priceFen * line.quantity)}`;
  const quantity = element('input', HTMLInputElement, row);
  quantity.value = String(line.quantity);
  quantity.setAttribute('aria-label', `${line.name}的数量`);
  const more = element('[data-step="1"]', HTMLButtonElement, row);
  more.disabled = line.quantity >= MAX_QUANTITY;
  more.setAttribute('aria-label', `多买一件${line.name}`);
  element('[data-step="-1"]', HTMLButtonElement, row).setAttribute(
    'aria-label',
    line.quantity === 1 ? `移除${line.name}` : `少买一件${line.name}`,
  );
  element('[data-remove]', HTMLButtonElement, row).setAttribute('aria-label', `移除${line.name}`);
  return row;
}

/** @param {number} totalFen */
function deliveryText(totalFen) {
  const missing = FREE_DELIVERY_FEN - totalFen;
  return missing > 0 ? `再买 ¥${yuan(missing)} 免配送费` : '已满 39 元，免配送费';
}
