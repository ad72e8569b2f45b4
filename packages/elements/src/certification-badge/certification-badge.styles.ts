import { css } from '@lit/reactive-element/css-tag.js';

/** Styles of `<fupin-certification-badge>`. */
export const certificationBadgeStyles = css`
  :host {
    --_size: var(--fupin-badge-size, 1.5em);
    --_tone: var(--_muted);

    display: inline-block;
    max-inline-size: 100%;
    font-size: var(--fupin-badge-font-size, 0.875em);
    vertical-align: middle;
  }
  :host([variant='full']) {
    --_size: var(--fupin-badge-size, 3.5em);

    display: block;
    font-size: var(--fupin-badge-font-size, 1em);
  }
  .valid {
    --_tone: var(--_success);
  }
  .suspended,
  .wrongOrigin {
    --_tone: var(--_warning);
  }
  .revoked {
    --_tone: var(--_danger);
  }

  [part='base'] {
    display: flex;
    align-items: center;
    gap: 0.375em;
    inline-size: fit-content;
    max-inline-size: 100%;
    min-block-size: 24px;
    border-radius: var(--_radius-s);
    color: inherit;
    text-decoration: none;
  }
  .full {
    inline-size: auto;
    gap: var(--_space-m);
    /* Room for all that a verified badge has to say. */
    min-block-size: 9.75em;
    padding: var(--_space-m);
    border: 1px solid color-mix(in srgb, var(--_tone) 40%, transparent);
    border-radius: var(--_radius-m);
  }

  [part='seal'] {
    flex: none;
    inline-size: var(--_size);
    block-size: var(--_size);
    color: var(--_tone);
  }
  [part='seal'] * {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .full [part='seal'] * {
    stroke-width: 1.2;
  }
  .verifying .strokes {
    animation: breathe 1.2s infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.2;
    }
  }
  .valid .scallop {
    fill: currentColor;
  }
  .valid .strokes {
    stroke: var(--_surface);
  }
  .valid .leaf {
    fill: var(--_surface);
    stroke: none;
  }

  [part='label'] {
    color: var(--_tone);
    font-weight: 600;
    line-height: 1.35;
  }
  .compact [part='label'] {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .verifying.compact [part='label'] {
    min-inline-size: 8.3em;
  }
  a:hover [part='label'] {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .text {
    display: grid;
    gap: var(--_space-xs);
    min-inline-size: 0;
    font-size: 0.875em;
  }
  .text [part='label'] {
    font-size: 1.2em;
  }
  [part='meaning'] {
    color: var(--_muted);
  }
  [part='claims'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
  }
  .product {
    font-weight: 600;
  }
  [part='link'] {
    color: var(--_tone);
    text-underline-offset: 0.2em;
  }
`;
