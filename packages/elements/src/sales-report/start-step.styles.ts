import { css } from 'lit';

/** Styles of the first step of `<fupin-sales-report>`: file, keyboard, and fields to fill in. */
export const startStepStyles = css`
  .tabs {
    display: flex;
    gap: var(--_space-xs);
    inline-size: fit-content;
    max-inline-size: 100%;
    padding: 3px;
    border-radius: var(--_radius-m);
    background: var(--_fill);
  }
  [role='tab'] {
    min-block-size: 36px;
    padding-inline: 1em;
    border: 0;
    border-radius: calc(var(--_radius-m) - 2px);
    background: transparent;
    color: var(--_muted);
    font-size: 0.9375em;
    cursor: pointer;
  }
  [role='tab'][aria-selected='true'] {
    background: var(--_surface);
    box-shadow:
      0 0 0 1px color-mix(in srgb, currentColor 18%, transparent),
      0 1px 3px rgb(0 0 0 / 12%);
    color: inherit;
    font-weight: 600;
  }
  [role='tabpanel'] {
    display: grid;
    gap: var(--_space-m);
    min-inline-size: 0;
  }

  .drop-zone {
    display: grid;
    justify-items: center;
    gap: var(--_space-s);
    padding: var(--_space-xl) var(--_space-m);
    border: 1.5px dashed color-mix(in srgb, currentColor 32%, transparent);
    border-radius: var(--_radius-m);
    background: var(--_fill);
    text-align: center;
    cursor: pointer;
    transition:
      border-color 0.15s,
      background-color 0.15s;
  }
  .drop-zone:hover:not(.working),
  .drop-zone.over {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 6%, transparent);
  }
  .drop-zone:has(input:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .drop-zone.working {
    gap: var(--_space-m);
    border-style: solid;
    border-color: var(--_line);
    cursor: default;
  }
  .drop-zone progress {
    max-inline-size: 420px;
  }
  .drop-zone .hint {
    max-inline-size: 34em;
  }
  .drop-icon {
    inline-size: 48px;
    block-size: 48px;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .drop-title {
    font-size: 1.0625em;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  input:not([type='radio'], [type='file']),
  select {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 38px;
    padding-inline: 0.625em;
    border: 1px solid color-mix(in srgb, currentColor 30%, transparent);
    border-radius: var(--_radius-s);
    background: var(--_surface);
    font-size: 0.9375em;
  }
  select {
    cursor: pointer;
    text-overflow: ellipsis;
  }
  select option {
    background: var(--_surface);
  }
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .entry,
  .columns {
    display: grid;
    gap: var(--_space-m);
    min-inline-size: 0;
  }
  .grid {
    display: grid;
    gap: var(--_space-s);
  }
  .grid-head {
    display: none;
  }
  .grid-row {
    position: relative;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_space-s);
    padding: var(--_space-m);
    padding-block-start: calc(var(--_space-m) + 1.25em);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-m);
  }
  .cell-label {
    display: block;
    color: var(--_muted);
    font-size: 0.8125em;
  }
  .remove {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
  }
  .icon-button {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 38px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-s);
    background: transparent;
    color: var(--_muted);
    cursor: pointer;
  }
  .icon-button:hover:enabled {
    background: var(--_fill);
    color: var(--_danger);
  }
  .icon-button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  .grid-row .sku,
  .grid-row .name {
    grid-column: span 2;
  }
  @container (inline-size >= 540px) {
    .grid-row {
      grid-template-columns: 1.2fr 1.4fr 1fr 1fr;
    }
    .grid-row .sku,
    .grid-row .name {
      grid-column: auto;
    }
  }
  @container (inline-size >= 820px) {
    .grid {
      gap: 4px;
    }
    .grid-head,
    .grid-row {
      display: grid;
      grid-template-columns: 1.3fr 1.6fr 1.2fr 2fr 0.8fr 0.7fr 0.9fr 0.8fr 36px;
      gap: 4px;
      align-items: end;
      padding: 0;
      border: 0;
    }
    .grid-head {
      color: var(--_muted);
      font-size: 0.8125em;
    }
    .cell-label {
      display: none;
    }
    .remove {
      position: static;
    }
  }
  .quantity input,
  .unitPrice input,
  .lineNo input {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .refusal {
    color: var(--_danger);
  }
`;
