/** The style sheet of the registry's own pages; light and dark by the reader's choice. */
export const styleSheet = `\
:root {
  color-scheme: light dark;
  --paper: #fbfaf7;
  --card: #fff;
  --ink: #1d211c;
  --soft: #5a6157;
  --line: #e1e0d8;
  --shade: #efeee7;
  --accent: #a3271f;
  --read: #1f6b3a;
  --write: #8a5200;
  --change: #5b3f9e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14170f;
    --card: #1c2018;
    --ink: #e9ebe3;
    --soft: #a6ad9d;
    --line: #343a2e;
    --shade: #272c22;
    --accent: #ff9b8d;
    --read: #7fd39b;
    --write: #f0b765;
    --change: #c3aef7;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-block-start: 4rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font: .875em/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
p > code, td > code, dt > code { background: var(--shade); border-radius: .3rem; padding: .1rem .3rem; }
.route > code, .note > code, pre > code { background: none; padding: 0; }
h1 { font-size: clamp(1.9rem, 5vw, 2.75rem); line-height: 1.15; letter-spacing: -.02em; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 1rem; }
h3 { font-size: 1.05rem; margin: 0; }
small { color: var(--soft); font-weight: 400; }
.lead { color: var(--soft); max-inline-size: 44rem; }
.home { max-inline-size: 56rem; margin-inline: auto; padding: clamp(2rem, 8vw, 6rem) 1.25rem; }
.eyebrow { color: var(--accent); font-weight: 600; letter-spacing: .06em; margin: 0 0 .5rem; }
.links { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; list-style: none; margin: 2.5rem 0 0; padding: 0; }
.links a { display: grid; gap: .15rem; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; color: inherit; text-decoration: none; }
.links a:hover { border-color: var(--accent); }
.links b { color: var(--accent); }
.links span { color: var(--soft); font-size: .9rem; }
.bar { position: sticky; inset-block-start: 0; z-index: 1; display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 1.25rem; background: var(--paper); border-block-end: 1px solid var(--line); }
.bar a { color: inherit; text-decoration: none; font-weight: 600; }
.bar a:hover { color: var(--accent); }
.docs { max-inline-size: 76rem; margin-inline: auto; padding: 1.5rem 1.25rem 5rem; }
.docs nav h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .08em; color: var(--soft); margin: 1.25rem 0 .35rem; }
.docs nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .15rem .9rem; }
.docs nav a { display: inline-block; padding-block: .15rem; color: inherit; text-decoration: none; font-size: .9rem; overflow-wrap: anywhere; }
.docs nav a:hover { color: var(--accent); text-decoration: underline; }
.docs main { min-inline-size: 0; margin-block-start: 2rem; }
@media (min-width: 60rem) {
  .docs { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 3rem; }
  .docs nav { position: sticky; inset-block-start: 3.5rem; align-self: start; max-block-size: calc(100vh - 4rem); overflow-y: auto; }
  .docs nav ul { display: block; }
  .docs main { margin-block-start: 1rem; }
  th:first-child, td:first-child { inline-size: 14rem; white-space: nowrap; }
  th:nth-child(2) { inline-size: 6rem; }
}
article { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.25rem; margin-block-end: 1rem; }
article:target { border-color: var(--accent); }
.route { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .6rem; margin: .5rem 0; overflow-wrap: anywhere; }
.method { font: 700 .75rem/1 ui-monospace, Menlo, Consolas, monospace; padding: .3rem .45rem; border: 1px solid currentColor; border-radius: .35rem; }
.get { color: var(--read); }
.post { color: var(--write); }
.put { color: var(--change); }
.note, .problems { color: var(--soft); font-size: .9rem; margin: .5rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; font-size: .9rem; margin-block: .75rem; }
th { text-align: start; color: var(--soft); font-weight: 600; }
th, td { padding: .4rem .75rem .4rem 0; border-block-end: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child td { border-block-end: 0; }
tr:target { outline: 1px solid var(--accent); }
.choice { white-space: nowrap; }
dt { font-weight: 600; }
dd { margin: 0 0 .6rem; color: var(--soft); }
details { border-block-start: 1px solid var(--line); padding-block: .45rem; }
summary { cursor: pointer; font-size: .9rem; font-weight: 600; }
pre { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .85rem 1rem; margin: .6rem 0; }
`;
