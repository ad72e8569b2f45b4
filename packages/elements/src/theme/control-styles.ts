import { css } from 'lit';

/** Icons and buttons as all elements draw them. */
export const controlStyles = css`
  .icon {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button,
  select,
  input {
    margin: 0;
    color: inherit;
    font: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 40px;
    padding-inline: 1em;
    border: 1px solid color-mix(in srgb, var(--_accent) 55%, transparent);
    border-radius: var(--_radius-pill);
    background: transparent;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
    transition:
      background-color 0.15s,
      color 0.15s;
  }
  .button:hover:enabled {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button:disabled {
    border-color: var(--_line);
    color: var(--_muted);
    cursor: default;
  }
`;
