import { css } from 'lit';

/** Styles of the figures and tables before and while sending. */
export const tableStyles = css`
  .totals {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
    gap: var(--_space-s);
    margin: 0;
  }
  .total {
    padding: 0.75em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-m);
    background: var(--_surface);
  }
  .total dt,
  .total dd {
    margin: 0;
    color: var(--_muted);
    font-size: 0.875em;
  }
  .total .figure {
    color: var(--_tone, inherit);
    font-size: 1.5em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .total:not(.danger, .warning, .success) .figure {
    color: inherit;
  }

  section[aria-labelledby] {
    display: grid;
    gap: var(--_space-s);
    min-inline-size: 0;
  }
  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-s) var(--_space-m);
  }
  .section-head > :first-child:not(.section-heading) {
    flex: 1 1 20em;
  }
  .section-heading {
    font-size: 1.0625em;
    font-weight: 600;
  }
  .scroll {
    max-block-size: 380px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-m);
  }
  table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-size: 0.875em;
  }
  th,
  td {
    padding: 0.5em 0.75em;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  tr:last-child td {
    border-block-end: 0;
  }
  th {
    position: sticky;
    inset-block-start: 0;
    background: color-mix(in srgb, currentColor 6%, var(--_surface));
    color: inherit;
    font-weight: 600;
    white-space: nowrap;
  }
  .reason {
    min-inline-size: 12em;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .time {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .value {
    max-inline-size: 14em;
    overflow-wrap: anywhere;
  }
  .good {
    min-inline-size: 10em;
  }
  .code,
  .blank {
    color: var(--_muted);
  }
  .code {
    display: block;
    font-size: 0.9em;
  }
  .kind {
    display: inline-block;
    padding: 0 0.5em;
    border-radius: var(--_radius-s);
    background: var(--_fill);
    font-size: 0.9286em;
    white-space: nowrap;
  }
  .kind.return {
    background: color-mix(in srgb, var(--_warning) 14%, transparent);
    color: var(--_warning);
  }
  .kind.refused {
    background: color-mix(in srgb, var(--_danger) 12%, transparent);
    color: var(--_danger);
  }
  .more {
    justify-self: start;
  }
  .oddities {
    display: grid;
    gap: 0.375em;
    margin: 0;
    padding-inline-start: 1.25em;
    font-size: 0.9375em;
  }

  .sending {
    display: grid;
    gap: var(--_space-s);
  }
  .sending-texts {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.25em var(--_space-m);
    font-variant-numeric: tabular-nums;
  }
  .outcome {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_tone);
    font-size: 1.125em;
    font-weight: 600;
  }
`;
