export { lineNumbers, type LineNumbers } from './numbered-lines.ts';
export { pageLife, type PageLife } from './page-life.ts';
