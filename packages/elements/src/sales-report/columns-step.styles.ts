import { css } from 'lit';

/** Styles of the step in which columns are matched. */
export const columnsStepStyles = css`
  details {
    border: 1px solid var(--_line);
    border-radius: var(--_radius-m);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s);
    padding: 0.625em 1em;
    border-radius: inherit;
    font-weight: 600;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  summary::after {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    border-block-end: 1.5px solid var(--_muted);
    border-inline-end: 1.5px solid var(--_muted);
    rotate: 45deg;
    translate: -0.25em -0.15em;
  }
  details[open] > summary::after {
    rotate: 225deg;
    translate: -0.25em 0.15em;
  }
  .summary-link {
    margin-inline-start: auto;
    color: var(--_accent);
    font-size: 0.875em;
    font-weight: 400;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .format-choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
    gap: var(--_space-m);
    padding: 0 1em 1em;
  }
  .format-choice span {
    display: block;
    color: var(--_muted);
    font-size: 0.875em;
  }

  .mapping {
    display: grid;
  }
  .more-fields .mapping {
    padding-inline: 1em;
  }
  .mapping-head {
    display: none;
    color: var(--_muted);
    font-size: 0.8125em;
  }
  .mapping-row {
    display: grid;
    gap: 0.375em var(--_space-m);
    align-items: start;
    padding-block: 0.75em;
    border-block-start: 1px solid var(--_line);
  }
  .mapping-row label[for] {
    font-weight: 600;
  }
  .mapping-row .hint {
    display: block;
    font-size: 0.8125em;
    font-weight: 400;
  }
  .mapping-row.unmapped select {
    color: var(--_muted);
  }
  .required {
    margin-inline-start: 0.375em;
    color: var(--_accent);
    font-size: 0.75em;
  }
  .samples {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.375em;
    min-inline-size: 0;
    padding-block-start: 0.25em;
  }
  .sample {
    max-inline-size: 100%;
    padding: 0.1em 0.5em;
    overflow: hidden;
    border-radius: var(--_radius-s);
    background: var(--_fill);
    font-size: 0.875em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .constant {
    display: flex;
    align-items: center;
    gap: var(--_space-s);
    color: var(--_muted);
    font-size: 0.875em;
    white-space: nowrap;
  }
  .constant input {
    inline-size: 9em !important;
  }
  @container (inline-size >= 640px) {
    .mapping-head,
    .mapping-row {
      display: grid;
      grid-template-columns: 1.2fr 1fr 1.4fr;
      gap: var(--_space-m);
    }
    .mapping-head {
      padding-block-end: 0.375em;
    }
  }
  .question {
    display: grid;
    gap: var(--_space-s);
    margin: 0;
    padding: 0.75em 1em 1em;
    border: 1px solid var(--_warning);
    border-radius: var(--_radius-m);
  }
  .question legend {
    padding-inline: 0.375em;
    font-weight: 600;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 0.5em;
    cursor: pointer;
  }
  input[type='radio'] {
    inline-size: 18px;
    block-size: 18px;
    accent-color: var(--_accent);
  }
`;
