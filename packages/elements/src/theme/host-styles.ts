import { css } from '../css.ts';

/**
 * The root styles of every element: takes font family, size and colour from the host page and nothing else, and settles the
 * tokens once, as `--_*`, each with its fallback. Neutral tones are mixed from the page's text colour, so that they fit a
 * light and a dark page alike; the coloured ones follow `color-scheme`.
 */
export const hostStyles = css`
  :host {
    all: initial;
    display: block;
    box-sizing: border-box;
    color: inherit;
    color-scheme: inherit;
    cursor: inherit;
    visibility: inherit;
    pointer-events: inherit;
    font-family: inherit;
    font-size: inherit;
    line-height: 1.5;
    -webkit-font-smoothing: inherit;
    -webkit-tap-highlight-color: transparent;
    overflow-wrap: break-word;

    --_accent: var(--fupin-color-accent, light-dark(#a8321a, #ff9b7d));
    --_on-accent: var(--fupin-color-on-accent, light-dark(#fff, #3a0d02));
    --_success: var(--fupin-color-success, light-dark(#1d6b3c, #7fd4a0));
    --_warning: var(--fupin-color-warning, light-dark(#8a5a00, #f2c063));
    --_danger: var(--fupin-color-danger, light-dark(#b3261e, #ffb4a8));
    --_surface: var(--fupin-color-surface, light-dark(#fff, #1e1d1c));
    --_muted: var(--fupin-color-muted, color-mix(in srgb, currentColor 74%, transparent));
    --_line: var(--fupin-color-line, color-mix(in srgb, currentColor 16%, transparent));
    --_fill: var(--fupin-color-fill, color-mix(in srgb, currentColor 5%, transparent));
    --_space-xs: var(--fupin-space-xs, 4px);
    --_space-s: var(--fupin-space-s, 8px);
    --_space-m: var(--fupin-space-m, 16px);
    --_space-l: var(--fupin-space-l, 24px);
    --_space-xl: var(--fupin-space-xl, 40px);
    --_radius-s: var(--fupin-radius-s, 4px);
    --_radius-m: var(--fupin-radius-m, 8px);
    --_radius-pill: var(--fupin-radius-pill, 999px);
    --_focus: var(--fupin-color-focus, var(--_accent));
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** Takes what only a screen reader needs out of sight. */
export const visuallyHidden = css`
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
