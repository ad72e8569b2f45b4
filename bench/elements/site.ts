import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PageFiles } from '../support/browser.ts';
import type { RegistryAddress } from './registry.ts';

const bundles = path.resolve(import.meta.dirname, '../../packages/elements/dist/cdn');
const read = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8');

const icon = (d: string) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${d}" /></svg>`;
const pin = icon('M12 20.5c-4-4.2-6-7.4-6-10a6 6 0 0 1 12 0c0 2.6-2 5.8-6 10z');
const people = icon('M9 11a3 3 0 1 0 0-6a3 3 0 0 0 0 6zM3.5 19c0-3 2.2-5 5.5-5s5.5 2 5.5 5');
const bag = icon('M5.5 8.5h13l-1 11h-11zM9 11V7a3 3 0 0 1 6 0v4');

const badge = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="#1d6b3c"/>\
<path d="M7 12l3 4l7-8" fill="none" stroke="#fff" stroke-width="2"/></svg>`;

const card = `<template><li><article class="card">
  <div class="picture"><img alt="" width="400" height="400" loading="lazy" decoding="async" /></div>
  <div class="body">
    <div class="badge"><img src="/badge.svg" alt="" width="21" height="21" /><span>扶贫产品 · 已认定</span></div>
    <h3 class="name"></h3>
    <p class="line spec"><span></span></p>
    <p class="line origin">${pin}<span></span></p>
    <p class="line impact">${people}<span></span></p>
    <div class="offer"><span class="price"></span><button class="add" type="button">${bag}加入购物车</button></div>
  </div>
</article></li></template>`;

// axe takes a page without a background for white, whatever its scheme.
const followingScheme = `<meta name="color-scheme" content="light dark" /><style>html { background: Canvas }</style>`;
const stage = '<main><h1>禾邻超市</h1><div id="stage"></div></main>';

const page = (head: string, main: string) => `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>禾邻超市</title>
<link rel="icon" href="data:," />
<style>body { max-width: 1200px; margin: 0 auto; padding: 16px; font: 16px/1.5 system-ui, sans-serif; }</style>
${head}
</head>
<body>${main}</body>
</html>`;

/**
 * A shop's pages: `/empty`, `/area` with the special area embedded by one tag, `/hand-written-24` and
 * `/hand-written-1000` with that many cards in DOM of its own, and `/elements` with nothing but the loader.
 */
export function pagesFor({ registry, outlet, publishableKey }: RegistryAddress): PageFiles {
  const embed = '<script type="module" src="/fupin/fupin.js"></script>';
  const own = `<link rel="stylesheet" href="/hand-written.css" /><script type="module" src="/hand-written.js"></script>`;
  const handWritten = (cards: number) =>
    page(
      own,
      `<main data-registry="${registry}" data-outlet="${outlet}" data-key="${publishableKey}" data-cards="${cards}">
<ul class="cards"></ul>${card}</main>`,
    );
  const area = `<main><fupin-special-area registry="${registry}" outlet="${outlet}" publishable-key="${publishableKey}"></fupin-special-area></main>`;
  return {
    '/empty': ['text/html', page('', '<main></main>')],
    '/area': ['text/html', page(embed, area)],
    '/elements': ['text/html', page(`${followingScheme}${embed}`, stage)],
    '/hand-written-24': ['text/html', handWritten(24)],
    '/hand-written-1000': ['text/html', handWritten(1000)],
    '/hand-written.js': ['text/javascript', read('hand-written.js')],
    '/hand-written.css': ['text/css', read('hand-written.css')],
    '/badge.svg': ['image/svg+xml', badge],
    ...Object.fromEntries(
      globSync('*.js', { cwd: bundles }).map((name) => [
        `/fupin/${name}`,
        ['text/javascript', readFileSync(path.join(bundles, name), 'utf8')] as const,
      ]),
    ),
  };
}
