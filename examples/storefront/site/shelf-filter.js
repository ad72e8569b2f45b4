import { element } from './page.js';

// The header's search and category links lead here with `?q=` or `?category=`: the home page then
// shows the matching goods and nothing else of its own.
const parameters = new URLSearchParams(location.search);
const query = (parameters.get('q') ?? '').trim();
const category = parameters.get('category') ?? '';

if (query !== '' || category !== '') {
  const words = query.toLowerCase().split(/\s+/);
  const cards = [...document.querySelectorAll('.shelf [data-sku]')];
  const found = cards.filter((card) => card instanceof HTMLElement && matches(card, words));
  const link = document.querySelector(`.categories a[href="/?category=${CSS.escape(category)}"]`);

  document.documentElement.toggleAttribute('data-filtered', true);
  element('#found-goods', HTMLElement).append(...found);
  element('#found-title', HTMLElement).textContent =
    query === '' ? (link?.textContent ?? '商品') : `“${query}”的搜索结果`;
  element('#found-count', HTMLElement).textContent =
    found.length === 0 ? '没有找到。换个词试试，或看看全部商品。' : `共 ${found.length} 件`;
  element('#search-field', HTMLInputElement).value = query;
  link?.setAttribute('aria-current', 'page');
}

/**
 * @param {HTMLElement} card
 * @param {readonly string[]} words
 */
function matches(card, words) {
  if (category !== '' && card.dataset['category'] !== category) return false;
  const text = (card.textContent ?? '').toLowerCase();
  return words.every((word) => text.includes(word));
}
