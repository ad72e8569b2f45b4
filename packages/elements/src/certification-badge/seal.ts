import { draw } from '../draw.ts';
import type { BadgeState } from './badge-state.ts';

const scallop =
  'M15.7 3.1a4.3 4.3 0 0 1 5.2 5.2a4.3 4.3 0 0 1 0 7.4a4.3 4.3 0 0 1-5.2 5.2a4.3 4.3 0 0 1-7.4 0a4.3 4.3 0 0 1-5.2-5.2a4.3 4.3 0 0 1 0-7.4a4.3 4.3 0 0 1 5.2-5.2a4.3 4.3 0 0 1 7.4 0z';

// The long arm of the check of a valid badge is a leaf: the goods come off the land.
const leaf = 'M10 16.6C9.8 11.7 12.2 8.3 17.6 7.2C17.8 12.3 15.1 16 10 16.6Z';

const strokes: Readonly<Record<BadgeState, string>> = {
  verifying: 'M7.5 12h.1M12 12h.1M16.5 12h.1',
  valid: 'M7.3 12.6l3 3.2',
  wrongOrigin: 'M12 7.8v5.2M12 16.2v.1',
  expired: 'M12 7.8V12l2.8 2',
  suspended: 'M10 8.8v6.4M14 8.8v6.4',
  revoked: 'M9 9l6 6M15 9l-6 6',
  unverifiable: 'M9.8 9.9a2.3 2.3 0 1 1 3.3 2.1c-.8.4-1.1.9-1.1 1.7M12 16.3v.1',
};

/** Draws the mark: a scalloped seal, filled only when the badge is valid, with a glyph of its own for each state. */
export function drawSeal(state: BadgeState): SVGSVGElement {
  return draw({ scallop, strokes: strokes[state], ...(state === 'valid' && { leaf }) });
}
