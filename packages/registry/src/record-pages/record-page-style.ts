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
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem; padding-block: .4rem; font-size: .9rem; }
header > a { font-weight: 600; }
header a { text-decoration: none; padding-block: .7rem; }
header a:hover { text-decoration: underline; }
nav { display: flex; gap: 1rem; color: var(--soft); }
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
h3 { font-size: .9rem; margin: 1rem 0 .35rem; color: var(--soft); font-weight: 600; }
h1 a { text-decoration-color: var(--line); }
h1 + dl { margin-block-start: 1rem; }
main > h1 { margin-block: .5rem 1rem; }
.product { display: grid; gap: 1rem; grid-template-columns: 1fr; align-items: start; }
.product img { width: 100%; max-width: 12rem; height: auto; border-radius: 8px; background: var(--ground); }
section > p { margin: 0 0 .75rem; }
section > p:last-child, .product p:last-child { margin-block-end: 0; }
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
.origins { padding: 0; list-style: none; gap: 0; }
.origins a { display: inline-block; padding-block: .35rem; font: .9rem/1.6 ui-monospace, monospace; }
.origins small { display: block; margin-block: -.35rem .35rem; }
.steps { list-style: none; padding: 0; gap: 0; }
.steps li { position: relative; display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; align-items: baseline; padding: 0 0 1rem 1.5rem; }
.steps li::before { content: ""; position: absolute; inset: .5em auto auto 0; width: .6rem; height: .6rem; border-radius: 50%; background: var(--good); }
.steps .bad::before { background: var(--bad); }
.steps li:not(:last-child)::after { content: ""; position: absolute; inset: 1.35em auto -.35em .26rem; width: 1px; background: var(--line); }
.steps li:last-child { padding-block-end: 0; }
.steps li > span { grid-row: 2; grid-column: 1 / -1; color: var(--soft); }
.steps small { white-space: nowrap; }
.steps + p { margin-block-start: 1rem; }
.rows { list-style: none; padding: 0; gap: 0; margin-block-start: .75rem; }
.rows li, .goods li { position: relative; }
.rows a::after, .goods a::after { content: ""; position: absolute; inset: 0; }
.rows li { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; align-items: center; padding-block: .7rem; border-block-start: 1px solid var(--line); }
.rows small { grid-row: 2; }
.rows li > span { grid-row: 1 / 3; grid-column: 2; font-variant-numeric: tabular-nums; font-size: .9rem; text-align: end; }
.good { color: var(--good); }
.warn { color: var(--warn); }
.bad { color: var(--bad); }
.standing { font-weight: 700; font-size: 1.15rem; }
.licensees { list-style: none; padding: 0; gap: .9rem; }
.licensees > li > small { display: block; }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; }
.links a { padding-block: .6rem; }
.rows b { display: block; }
.scan { display: grid; gap: .5rem 1.25rem; grid-template-columns: 8rem 1fr; align-items: center; margin-block-start: 1.25rem; padding-block-start: 1.25rem; border-block-start: 1px solid var(--line); }
.scan h3 { margin-block-start: 0; }
.scan p { margin: 0; }
.code { display: block; width: 100%; height: auto; border-radius: 6px; }
details { border-block-start: 1px solid var(--line); padding-block-start: .75rem; }
summary { cursor: pointer; font-weight: 600; padding-block: .6rem; }
form { display: grid; gap: .9rem; margin-block-start: .75rem; }
label { display: grid; gap: .25rem; font-size: .9rem; color: var(--soft); }
input, select, textarea, button { font: inherit; color: var(--ink); }
input, select, textarea { width: 100%; min-height: 2.75rem; padding: .55rem .7rem; background: var(--ground); border: 1px solid var(--soft); border-radius: 8px; }
::placeholder { color: var(--soft); opacity: 1; }
textarea { resize: vertical; }
button { justify-self: start; min-height: 2.75rem; padding: .6rem 1.25rem; border: 1px solid transparent; border-radius: 8px; background: var(--good); color: var(--sheet); font-weight: 600; cursor: pointer; }
button:hover { filter: brightness(1.08); }
dd code { font: 600 1.05rem/1.5 ui-monospace, monospace; user-select: all; }
small, .note { color: var(--soft); font-size: .875rem; }
.note { margin: .75rem 0 0; }
@media (min-width: 36rem) {
  .product { grid-template-columns: 12rem 1fr; }
  dl div { grid-template-columns: 9rem 1fr; }
  .find { grid-template-columns: 1fr auto; align-items: end; }
}
@media (forced-colors: active) { .status { border: 2px solid; } }
@media print { body { background: none; } details, header nav { display: none; } section, .status { break-inside: avoid; } }
`;
