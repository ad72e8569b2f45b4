import { svg } from 'lit';

const paths = {
  bag: 'M5.5 8.5h13l-1 11h-11zM9 11V7a3 3 0 0 1 6 0v4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  pin: 'M12 20.5c-4-4.2-6-7.4-6-10a6 6 0 0 1 12 0c0 2.6-2 5.8-6 10zM12 12.5a2 2 0 1 0 0-4a2 2 0 0 0 0 4z',
  people:
    'M9 11a3 3 0 1 0 0-6a3 3 0 0 0 0 6zM3.5 19c0-3 2.2-5 5.5-5s5.5 2 5.5 5M15.5 5.4a3 3 0 0 1 0 5.2M17 14.4c2.2.6 3.5 2.3 3.5 4.6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13a6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  leaf: 'M5 19C5 10 10 5 19 5c0 9-5 14-14 14zM5 19l7-7',
} as const;

/** A line icon of 24 units, drawn in the text's colour and hidden from screen readers. */
export function icon(name: keyof typeof paths) {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;
}
