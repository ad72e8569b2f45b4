import { css } from '../css.ts';

/** Styles of `<fupin-certification-badge>` before it is asked for more. */
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
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.375em;
    inline-size: fit-content;
    max-inline-size: 100%;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: none;
  }
  button[part='base'] {
    cursor: pointer;
  }
  /* A finger needs more room than the eye. */
  [part='base']:is(button, a)::after {
    content: '';
    position: absolute;
    inset: min(0px, 50% - 22px);
  }
  [part='base'].full {
    display: grid;
    grid-template-columns: auto 1fr;
    align-content: start;
    inline-size: auto;
    gap: var(--_space-s) var(--_space-m);
    padding: var(--_space-m);
    border: 1px solid color-mix(in srgb, var(--_tone) 40%, transparent);
    border-radius: var(--_radius-m);
  }

  /* Room for all that a valid badge has to say. */
  .full:is(.verifying, .valid) {
    min-block-size: 39em;
  }

  svg {
    flex: none;
    inline-size: var(--_size);
    block-size: var(--_size);
    color: var(--_tone);
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .full svg {
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
  .valid .scallop ~ .strokes {
    stroke: var(--_surface);
  }
  .leaf {
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
  [part='base']:hover:not(.full) [part='label'] {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
`;
