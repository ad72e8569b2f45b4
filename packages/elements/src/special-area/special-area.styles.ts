import { css } from 'lit';

/** Styles of `<fupin-special-area>`. */
export const specialAreaStyles = css`
  :host {
    --_gap: var(--fupin-area-gap, 12px);
    --_columns: 2;

    container-type: inline-size;
  }
  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  [part='base'] {
    display: grid;
    gap: var(--_space-m);
    border-block-start: 2px solid var(--_accent);
    padding-block-start: var(--_space-m);
  }

  [part='header'] {
    display: grid;
    gap: var(--_space-m);
    align-items: center;
  }
  .title {
    display: flex;
    align-items: flex-start;
    gap: 0.875em;
    min-inline-size: 0;
  }
  .emblem {
    flex: none;
    color: var(--_accent);
    font-size: 2.75em;
    line-height: 0;
  }
  .emblem svg {
    inline-size: 1em;
    block-size: 1em;
  }
  .emblem .scallop {
    fill: currentColor;
  }
  .emblem .strokes {
    fill: none;
    stroke: var(--_on-accent);
    stroke-width: 1.8;
    stroke-linecap: round;
  }
  .emblem .leaf {
    fill: var(--_on-accent);
  }
  [part='heading'],
  ::slotted([slot='heading']) {
    font-size: 1.5em;
    font-weight: 700;
    line-height: 1.3;
    text-wrap: balance;
  }
  [part='introduction'] {
    margin-block-start: 0.25em;
    color: var(--_muted);
    font-size: 0.875em;
    text-wrap: pretty;
  }

  [part='search'] {
    position: relative;
    display: flex;
    align-items: center;
  }
  [part='search'] .icon {
    position: absolute;
    inset-inline-start: 0.875em;
    color: var(--_muted);
    pointer-events: none;
  }
  input,
  select {
    inline-size: 100%;
    min-block-size: 44px;
    border: 1px solid color-mix(in srgb, currentColor 46%, transparent);
    border-radius: var(--_radius-pill);
    background: transparent;
    color: inherit;
  }
  input {
    appearance: none;
    padding-inline: 2.75em 1em;
  }
  input::-webkit-search-cancel-button {
    filter: grayscale(1);
  }
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  input:hover,
  select:hover {
    border-color: currentColor;
  }
  input:focus-visible,
  select:focus-visible {
    outline-offset: 0;
  }

  [part='categories'] {
    display: flex;
    gap: var(--_space-s);
    min-block-size: 44px;
    margin-inline: -4px;
    padding: 4px;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .chip {
    flex: none;
    min-block-size: 36px;
    padding-inline: 0.875em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-pill);
    background: transparent;
    font-size: 0.875em;
    white-space: nowrap;
    cursor: pointer;
  }
  .chip:hover {
    border-color: currentColor;
  }
  .chip[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .chip small {
    margin-inline-start: 0.375em;
    font-size: 0.857em;
    opacity: 0.75;
    font-variant-numeric: tabular-nums;
  }
  .chip[aria-pressed='true'] small {
    opacity: 1;
  }
  .chip.bone {
    inline-size: 5.5em;
    border-color: transparent;
    background: var(--_fill);
  }

  [part='toolbar'] {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_space-s);
    align-items: center;
  }
  [part='total'] {
    grid-column: 1 / -1;
    min-block-size: 1lh;
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  .choice {
    position: relative;
    display: block;
    min-inline-size: 0;
  }
  .choice::after {
    content: '';
    position: absolute;
    inset-block-start: calc(50% - 0.3em);
    inset-inline-end: 1.1em;
    inline-size: 0.4em;
    block-size: 0.4em;
    border-block-end: 1.5px solid;
    border-inline-end: 1.5px solid;
    rotate: 45deg;
    pointer-events: none;
  }
  select {
    appearance: none;
    min-block-size: 40px;
    padding-inline: 1em 2.25em;
    font-size: 0.875em;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  option {
    background: var(--_surface);
  }

  [part='list'] {
    display: grid;
    grid-template-columns: repeat(var(--_columns), minmax(0, 1fr));
    gap: calc(var(--_gap) * 1.75) var(--_gap);
    list-style: none;
    transition: opacity 0.2s;
  }
  [part='list'].stale {
    opacity: 0.5;
  }
  /* Cards are equally tall: those of the first page keep the place of all later ones, which are laid out when they come near. */
  .uniform {
    grid-auto-rows: 1fr;
  }
  .uniform > :nth-child(n + 25) {
    content-visibility: auto;
    /* Room for the rings of focus, which would be cut off. */
    overflow-clip-margin: var(--_space-s);
  }
  .picture {
    aspect-ratio: var(--fupin-card-image-ratio, 1);
    border-radius: var(--_radius-m);
    background: var(--_fill);
  }

  [part='footer'] {
    display: grid;
    justify-items: center;
    gap: var(--_space-s);
    min-block-size: 88px;
    padding-block: var(--_space-s) var(--_space-m);
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  [part='more'] {
    min-block-size: 44px;
    padding-inline: 2em;
  }

  [part='empty'],
  [part='error'] {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--_space-s);
    min-block-size: 320px;
    padding: var(--_space-l) var(--_space-m);
    border-radius: var(--_radius-m);
    background: var(--_fill);
    text-align: center;
  }
  .figure {
    color: var(--_muted);
    font-size: 2em;
    line-height: 0;
  }
  .notice {
    font-size: 1.0625em;
    font-weight: 600;
  }
  .hint {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .hint + .button {
    margin-block-start: var(--_space-s);
  }

  @container (inline-size >= 560px) {
    [part='list'] {
      --_columns: 3;
      --_gap: var(--fupin-area-gap, 20px);
    }
    [part='toolbar'] {
      grid-template-columns: 1fr auto auto;
    }
    [part='total'] {
      grid-column: auto;
    }
    .choice {
      inline-size: 11.5em;
    }
  }
  @container (inline-size >= 840px) {
    [part='header'] {
      grid-template-columns: minmax(0, 1fr) minmax(16em, 22em);
    }
    [part='list'] {
      --_columns: 4;
      --_gap: var(--fupin-area-gap, 24px);
    }
  }
  @container (inline-size >= 1360px) {
    [part='list'] {
      --_columns: 6;
    }
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] {
      forced-color-adjust: none;
      background: SelectedItem;
      color: SelectedItemText;
    }
  }
`;
