/** The least distance from the edges of the viewport, in CSS pixels. */
const margin = 12;

/**
 * Places an open popover beside its opener, within the viewport, and keeps it there until it is closed; where the popover is
 * a sheet along the viewport's edge, it stays that.
 */
export function placeBeside(panel: HTMLElement, opener: HTMLElement): void {
  const closed = new AbortController();
  const { signal } = closed;
  const place = () => {
    const { style } = panel;
    if (matchMedia('(width < 480px)').matches) {
      style.inset = '';
      return;
    }
    const { left, right, top, bottom } = opener.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = panel;
    const isRtl = getComputedStyle(panel).direction === 'rtl';
    const below = bottom + 6;
    const fitsBelow = below + height + margin <= innerHeight;
    const y = fitsBelow ? below : top - 6 - height;
    style.inset = `${clamp(y, innerHeight - height)}px auto auto ${clamp(isRtl ? right - width : left, innerWidth - width)}px`;
  };
  place();
  addEventListener('scroll', place, { signal, capture: true, passive: true });
  addEventListener('resize', place, { signal });
  panel.addEventListener('beforetoggle', () => closed.abort(), { signal });
}

function clamp(wanted: number, room: number): number {
  return Math.max(margin, Math.min(wanted, room - margin));
}
