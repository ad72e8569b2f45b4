import { css } from 'lit';

/** Styles of `<fupin-sales-dashboard>`. */
export const salesDashboardStyles = css`
  :host {
    --_radius-pill: var(--_radius-m);
    container-type: inline-size;
  }
  [part='base'] {
    display: grid;
    gap: var(--_space-m);
  }
  p,
  dl,
  dd,
  ol {
    margin: 0;
    padding: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s) var(--_space-m);
  }
  .header-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s);
  }
  [part='as-of'] {
    min-inline-size: 15em;
  }
  @container (inline-size >= 480px) {
    [part='as-of'] {
      text-align: end;
    }
  }
  [part='heading'] {
    font-size: 1.375em;
    font-weight: 700;
    line-height: 1.3;
  }
  .muted {
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  .button {
    border-color: color-mix(in srgb, currentColor 30%, transparent);
    color: inherit;
    font-size: 0.9375em;
    white-space: nowrap;
  }
  .button:hover:enabled {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 8%, transparent);
    color: var(--_accent);
  }

  [part='range'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s) var(--_space-m);
  }
  .presets {
    display: flex;
    gap: var(--_space-xs);
    padding: 3px;
    border-radius: var(--_radius-m);
    background: var(--_fill);
  }
  .presets button {
    min-block-size: 34px;
    padding-inline: 0.875em;
    border: 0;
    border-radius: calc(var(--_radius-m) - 2px);
    background: transparent;
    color: var(--_muted);
    font-size: 0.875em;
    white-space: nowrap;
    cursor: pointer;
  }
  .presets [aria-pressed='true'] {
    background: var(--_surface);
    box-shadow:
      0 0 0 1px color-mix(in srgb, currentColor 18%, transparent),
      0 1px 3px rgb(0 0 0 / 12%);
    color: inherit;
    font-weight: 600;
  }
  .dates {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-s);
    font-size: 0.875em;
  }
  .dates label {
    display: flex;
    align-items: center;
    gap: 0.375em;
  }
  .dates input {
    min-block-size: 38px;
    padding-inline: 0.5em;
    border: 1px solid color-mix(in srgb, currentColor 30%, transparent);
    border-radius: var(--_radius-s);
    background: var(--_surface);
  }
  .dates [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  @container (inline-size < 480px) {
    .presets,
    .dates {
      flex-basis: 100%;
    }
    .presets button,
    .dates label {
      flex: 1;
    }
    .dates {
      flex-wrap: nowrap;
    }
    .dates label {
      flex-direction: column;
      align-items: stretch;
      gap: 0;
      min-inline-size: 0;
    }
    .dates input {
      inline-size: 100%;
      min-inline-size: 0;
    }
  }
  .reversed {
    flex-basis: 100%;
    color: var(--_danger);
    font-size: 0.875em;
  }

  [part='totals'],
  .bone-totals {
    display: grid;
    grid-template-columns: 1fr;
    gap: var(--_space-s);
  }
  @container (inline-size >= 460px) {
    [part='totals'],
    .bone-totals {
      grid-template-columns: 1fr 1fr;
    }
  }
  @container (inline-size >= 900px) {
    [part='totals'],
    .bone-totals {
      grid-template-columns: repeat(4, 1fr);
    }
  }
  .total {
    min-block-size: 7.25em;
    padding: 0.875em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-m);
    background: var(--_surface);
  }
  .total dt {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .figure {
    font-size: 1.625em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .accent .figure {
    color: var(--_accent);
  }
  .share-bar {
    display: block;
    inline-size: 100%;
    block-size: 4px;
    margin-block-start: 0.375em;
    border-radius: 2px;
  }
  .track {
    fill: var(--_line);
  }
  .bar.certified {
    fill: var(--_accent);
  }
  .bar.other {
    fill: color-mix(in srgb, currentColor 26%, var(--_surface));
  }

  .charts {
    display: grid;
    gap: var(--_space-m);
  }
  @container (inline-size >= 900px) {
    .charts {
      grid-template-columns: 3fr 2fr;
      align-items: start;
    }
  }
  [part='chart'],
  [part='origins'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    min-block-size: 340px;
    gap: var(--_space-s);
    min-inline-size: 0;
    padding: 0.875em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-m);
    background: var(--_surface);
  }
  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s);
  }
  .section-heading {
    font-size: 1.0625em;
    font-weight: 600;
  }

  [part='empty'] {
    display: grid;
    place-items: center;
    gap: 0.25em;
    min-block-size: 220px;
    padding: var(--_space-l);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-m);
    text-align: center;
    align-content: center;
  }
  [part='empty'] .icon {
    inline-size: 2.25em;
    block-size: 2.25em;
    color: var(--_muted);
  }
  [part='error'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s) var(--_space-m);
    padding: 0.75em 1em;
    border-inline-start: 3px solid var(--_danger);
    border-radius: var(--_radius-s);
    background: color-mix(in srgb, var(--_danger) 9%, transparent);
    font-size: 0.9375em;
  }

  .skeleton {
    display: grid;
    gap: var(--_space-m);
  }
  .bone {
    inline-size: 70%;
    block-size: 0.75em;
    margin-block: 0.375em;
    border-radius: var(--_radius-s);
    background: var(--_fill);
    animation: pulse 1.6s infinite ease-in-out;
  }
  .bone.short {
    inline-size: 40%;
  }
  .bone.tall {
    block-size: 1.5em;
  }
  .bone.plot {
    inline-size: 100%;
    block-size: 340px;
    margin: 0;
    border-radius: var(--_radius-m);
  }
  @keyframes pulse {
    50% {
      opacity: 0.45;
    }
  }
`;
