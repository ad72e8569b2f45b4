import { css } from 'lit';

/** Styles of `<fupin-certification-badge>`. */
export const certificationBadgeStyles = css`
  :host {
    --_size: var(--fupin-badge-size, 1.375em);
    --_tone: var(--_muted);

    display: inline-block;
    max-inline-size: 100%;
    font-size: var(--fupin-badge-font-size, 0.875em);
    vertical-align: middle;
  }
  :host([variant='full']) {
    --_size: var(--fupin-badge-size, 3em);

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
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    max-inline-size: 100%;
    min-block-size: 24px;
    border-radius: var(--_radius-s);
    color: inherit;
    text-align: start;
    text-decoration: none;
  }
  .full {
    display: flex;
    align-items: flex-start;
    gap: 0.875em;
    padding: var(--_space-m);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-m);
  }
  .full.valid {
    border-color: color-mix(in srgb, var(--_tone) 40%, transparent);
    background: color-mix(in srgb, var(--_tone) 5%, transparent);
  }

  [part='seal'] {
    flex: none;
    color: var(--_tone);
    inline-size: var(--_size);
    block-size: var(--_size);
    overflow: visible;
  }
  .scallop {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .valid .scallop {
    fill: currentColor;
  }
  .strokes {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .valid .strokes {
    stroke: var(--_surface);
  }
  .leaf {
    fill: var(--_surface);
  }
  .dots {
    fill: currentColor;
  }
  .dots circle {
    animation: breathe 1.2s infinite ease-in-out;
  }
  .dots circle:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots circle:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes breathe {
    50% {
      opacity: 0.2;
    }
  }

  [part='label'] {
    min-inline-size: 0;
    color: var(--_tone);
    font-weight: 600;
    line-height: 1.35;
  }
  a [part='label'] {
    text-decoration: underline transparent;
    text-underline-offset: 0.2em;
    transition: text-decoration-color 0.15s;
  }
  a:hover [part='label'] {
    text-decoration-color: currentColor;
  }
  .full [part='label'] {
    font-size: 1.0625em;
  }

  .text {
    display: grid;
    gap: var(--_space-xs);
    min-inline-size: 0;
  }
  [part='meaning'],
  [part='claims'] {
    font-size: 0.875em;
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
    font-size: 0.875em;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  @media (forced-colors: active) {
    [part='base'] {
      --_tone: CanvasText;
    }
    a[part='base'] {
      --_tone: LinkText;
    }
    .valid .strokes {
      stroke: Canvas;
    }
    .leaf {
      fill: Canvas;
    }
  }
`;
