import { css } from '../css.ts';

/** Styles of the way to the registry, and of what can be pressed beside it. */
export const wayStyles = css`
  .way {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-m);
  }
  .action {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: fit-content;
    min-block-size: 44px;
    padding: 0.25em 1.25em;
    border: 1px solid color-mix(in srgb, var(--_accent) 55%, transparent);
    border-radius: var(--_radius-pill);
    background: none;
    color: var(--_accent);
    font: inherit;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
  }
  .action:hover {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  [part='qr'] {
    display: flex;
    align-items: center;
    gap: 0.625em;
    color: var(--_muted);
    font-size: 0.8571em;
  }
  [part='qr'] svg {
    inline-size: 5.5rem;
    block-size: 5.5rem;
    border-radius: var(--_radius-s);
    stroke: none;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }
  figcaption {
    order: -1;
    max-inline-size: 4.5em;
    text-align: end;
  }
  @media (width < 480px) {
    figcaption {
      display: none;
    }
  }
`;
