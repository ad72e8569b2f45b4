import { css } from '../css.ts';

/** Styles of a badge's popover, and of the details in it and in the variant `full`. */
export const badgeDetailsStyles = css`
  [part='base'] {
    anchor-name: --badge;
  }
  [part='popover'] {
    --_size: 2.75rem;
    --_text: var(--fupin-color-text, light-dark(#201d1a, #f2eeea));

    position: fixed;
    position-anchor: --badge;
    position-area: block-end span-inline-end;
    position-try-fallbacks:
      flip-block,
      flip-inline,
      flip-block flip-inline,
      --beside,
      --beside flip-inline,
      --within;
    position-visibility: always;
    inset: auto;
    inline-size: min(25rem, 100vw - 24px);
    max-block-size: calc(100dvh - 24px);
    margin: 6px 0;
    padding: 0;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius-m) * 1.5);
    background: var(--_surface);
    box-shadow:
      0 1px 2px rgb(0 0 0 / 8%),
      0 12px 32px rgb(0 0 0 / 18%);
    color: var(--_text);
    font-size: max(0.875rem, 13px);
    line-height: 1.55;
    text-align: start;
    white-space: normal;
    cursor: auto;
    outline: none;
    opacity: 0;
    translate: 0 4px;
    transition:
      opacity 0.15s,
      translate 0.15s,
      overlay 0.15s allow-discrete,
      display 0.15s allow-discrete;
  }
  [part='popover']:popover-open {
    opacity: 1;
    translate: 0;
  }
  @starting-style {
    [part='popover']:popover-open {
      opacity: 0;
      translate: 0 4px;
    }
  }
  /* Where there is room neither above nor below. */
  @position-try --beside {
    position-area: inline-end span-all;
    margin: 0 6px;
  }
  @position-try --within {
    position-area: none;
    inset: 12px;
    block-size: fit-content;
    margin: auto;
  }
  [part='popover'].valid {
    --_tone: var(--_success);
  }

  .head {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-block-size: 4.5rem;
    padding-inline: var(--_space-m) var(--_space-s);
    background: color-mix(in srgb, var(--_tone) 10%, var(--_surface));
  }
  [part='title'] {
    flex: 1;
    color: var(--_tone);
    font-size: 1.25em;
    font-weight: 700;
    line-height: 1.3;
  }
  [part='close'] {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-pill);
    background: none;
    color: var(--_muted);
    cursor: pointer;
  }
  [part='close'] svg {
    inline-size: 20px;
    block-size: 20px;
    color: inherit;
  }
  [part='close']:hover {
    background: var(--_fill);
    color: inherit;
  }

  .details {
    display: grid;
    grid-column: 1 / -1;
    gap: 0.875em;
  }
  [part='popover'] .details {
    padding: var(--_space-m);
  }
  .full .details {
    font-size: 0.9375em;
  }
  .details p,
  .details dl,
  .details dd,
  .details figure {
    margin: 0;
  }
  [part='claims'] {
    display: grid;
    gap: 0.375em;
  }
  [part='claims'] div {
    display: grid;
    grid-template-columns: 6.5em 1fr;
    gap: 0.75em;
  }
  [part='claims']:lang(en) div {
    grid-template-columns: 8.5em 1fr;
  }
  [part='claims'] dt {
    color: var(--_muted);
  }
  [part='claims'] dd {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .origin {
    display: block;
  }
  .product {
    font-weight: 600;
  }
  [part='proof'] {
    padding: 0.625em 0.75em;
    border-radius: var(--_radius-m);
    background: var(--_fill);
    font-size: 0.9286em;
  }
  [part='check'] {
    color: var(--_muted);
    font-size: 0.8571em;
  }
  /* A sheet along the lower edge of a phone. */
  @media (width < 480px) {
    [part='popover'] {
      position-area: none;
      position-try-fallbacks: none;
      inset: auto 0 0;
      inline-size: auto;
      max-block-size: 88dvh;
      margin: 0;
      padding-block-end: env(safe-area-inset-bottom);
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      translate: 0 24px;
    }
    [part='popover']::backdrop {
      background: rgb(0 0 0 / 40%);
    }
  }
  @media print {
    [part='popover'] {
      position: absolute;
      max-block-size: none;
      box-shadow: none;
    }
    [part='close'],
    [part='retry'] {
      display: none;
    }
  }
`;
