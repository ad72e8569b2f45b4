/** The style sheet of the pages about one record: light and dark, from 320 pixels up. */
export const recordPageStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2420, #e9efeb);
  --soft: light-dark(#56635c, #a3b0a9);
  --line: light-dark(#dde4df, #333d37);
  --ground: light-dark(#f6f8f6, #121614);
  --sheet: light-dark(#fff, #1b211e);
  --good: light-dark(#11683c, #6fd29d);
  --good-ground: light-dark(#e3f3e9, #153324);
  --warn: light-dark(#8a4b00, #f1b866);
  --warn-ground: light-dark(#fdf0dd, #3a2b12);
  --bad: light-dark(#a3231b, #ff9d92);
  --bad-ground: light-dark(#fdeae8, #401a17);
  font: 16px/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
header, main { max-width: 46rem; margin-inline: auto; padding-inline: 1rem; }
header { padding-block: 1rem; font-size: .9rem; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .2em; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--good); outline-offset: 2px; border-radius: 2px; }
main { padding-block-end: 4rem; }
section, .status { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; margin-block-end: 1rem; }
.status { display: grid; gap: .25rem; border-inline-start: 6px solid currentColor; }
.status.good { color: var(--good); background: var(--good-ground); }
.status.warn { color: var(--warn); background: var(--warn-ground); }
.status.bad { color: var(--bad); background: var(--bad-ground); }
.status p { margin: 0; color: var(--ink); }
.verdict { font-size: clamp(1.75rem, 8vw, 2.75rem); font-weight: 700; line-height: 1.25; }
h1 { font-size: 1.35rem; line-height: 1.4; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
.product { display: grid; gap: 1rem; grid-template-columns: 1fr; align-items: start; }
.product img { width: 100%; max-width: 12rem; height: auto; border-radius: 8px; background: var(--ground); }
section > p { margin: 0 0 .75rem; }
section > p:last-child { margin-block-end: 0; }
.lead { margin: .25rem 0 0; color: var(--soft); }
dl { margin: 0; display: grid; gap: .6rem; }
dl div { display: grid; gap: 0 1rem; grid-template-columns: 1fr; align-items: baseline; }
dt { color: var(--soft); font-size: .9rem; }
dd { margin: 0; font-variant-numeric: tabular-nums; }
ol, ul { margin: 0; padding-inline-start: 1.25rem; display: grid; gap: .5rem; }
.goods { padding: 0; list-style: none; gap: .75rem 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12.5rem), 1fr)); }
.goods li { display: grid; grid-template-columns: 3.5rem 1fr; column-gap: .75rem; align-items: center; }
.goods img { grid-row: span 2; width: 3.5rem; height: 3.5rem; border-radius: 8px; background: var(--ground); }
.goods a, .goods small { grid-column: 2; line-height: 1.4; }
.goods a { align-self: end; }
.goods small { align-self: start; }
.origins { padding: 0; list-style: none; font-family: ui-monospace, monospace; font-size: .9rem; gap: .15rem; }
small, .note { color: var(--soft); font-size: .875rem; }
.note { margin: .75rem 0 0; }
@media (min-width: 36rem) {
  .product { grid-template-columns: 12rem 1fr; }
  dl div { grid-template-columns: 9rem 1fr; }
}
@media (forced-colors: active) { .status { border: 2px solid; } }
@media print { body { background: none; } section, .status { break-inside: avoid; } }
`;
