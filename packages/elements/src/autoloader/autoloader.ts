import { bundles, chooseBundles } from './bundles.ts';
import { reserveStyles } from './reserve-styles.ts';

// The one script of a plain page: finds the elements in use, at once and whenever more are added, and loads no file but theirs.

const requested = new Set<string>();

function load(root: Document | Element): void {
  const elements = [...root.querySelectorAll(':not(:defined)')];
  if (root instanceof Element) elements.push(root);
  const tags = elements.map(({ localName }) => localName);
  const missing = tags.filter((tag) => !requested.has(tag) && !customElements.get(tag));
  for (const name of chooseBundles(missing)) {
    for (const tag of bundles[name]) requested.add(tag);
    void import(/* @vite-ignore */ `./${name}.js`);
  }
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(reserveStyles);
document.adoptedStyleSheets.push(sheet);

load(document);
new MutationObserver((records) => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) if (node instanceof Element) load(node);
  }
}).observe(document, { childList: true, subtree: true });
