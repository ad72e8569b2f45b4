import { css } from 'lit';

/** Styles of the frame of `<fupin-sales-report>`: heading, steps, notices and buttons. */
export const salesReportStyles = css`
  :host {
    --_radius-pill: var(--_radius-m);
    container-type: inline-size;
  }
  [part='base'] {
    display: grid;
    gap: var(--_space-m);
  }
  p {
    margin: 0;
  }
  [part='heading'] {
    font-size: 1.375em;
    font-weight: 700;
    line-height: 1.3;
  }
  .hint {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .step {
    display: grid;
    gap: var(--_space-m);
    min-inline-size: 0;
  }

  .steps {
    display: flex;
    gap: var(--_space-s);
    margin-block: var(--_space-xs);
    margin-inline: 0;
    padding: 0;
    list-style: none;
    font-size: 0.875em;
  }
  .steps li {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.5em;
    min-inline-size: 0;
    padding-block-end: 0.5em;
    border-block-end: 2px solid var(--_line);
    color: var(--_muted);
  }
  .steps .done,
  .steps .current {
    border-block-end-color: var(--_accent);
  }
  .steps .current {
    color: inherit;
    font-weight: 600;
  }
  .step-number {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    border: 1px solid currentColor;
    border-radius: 50%;
    font-size: 0.85em;
    font-variant-numeric: tabular-nums;
    line-height: 1;
  }
  .done .step-number {
    border-color: transparent;
    background: color-mix(in srgb, var(--_accent) 14%, transparent);
    color: var(--_accent);
  }
  .current .step-number {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .step-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @container (inline-size < 480px) {
    .steps li:not(.current) {
      flex: none;
    }
    .steps li:not(.current) .step-name {
      display: none;
    }
  }

  .button {
    border-color: color-mix(in srgb, currentColor 30%, transparent);
    color: inherit;
    font-size: 0.9375em;
    white-space: nowrap;
    transition: none;
  }
  .button:hover:enabled {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 8%, transparent);
    color: var(--_accent);
  }
  .button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:hover:enabled,
  label:hover > .button.primary {
    background: color-mix(in srgb, var(--_accent) 88%, currentColor);
    color: var(--_on-accent);
  }
  .button.primary:disabled {
    background: var(--_fill);
    color: var(--_muted);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-s);
  }

  .explanation {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s) var(--_space-m);
    padding: 0.75em 1em;
    border-inline-start: 3px solid var(--_tone);
    border-radius: var(--_radius-s);
    background: color-mix(in srgb, var(--_tone) 9%, transparent);
    font-size: 0.9375em;
  }
  .explanation > :first-child {
    flex: 1 1 16em;
  }
  .danger {
    --_tone: var(--_danger);
  }
  .warning {
    --_tone: var(--_warning);
  }
  .success {
    --_tone: var(--_success);
  }
  .info {
    --_tone: var(--_muted);
  }

  progress {
    appearance: none;
    inline-size: 100%;
    block-size: 8px;
    overflow: hidden;
    border: 0;
    border-radius: 4px;
    background: var(--_line);
    color: var(--_accent);
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    border-radius: 4px;
    background: var(--_accent);
  }
  progress::-moz-progress-bar {
    border-radius: 4px;
    background: var(--_accent);
  }
  @media (forced-colors: active) {
    progress {
      appearance: auto;
    }
    .button.primary {
      border-color: ButtonText;
    }
  }
`;
