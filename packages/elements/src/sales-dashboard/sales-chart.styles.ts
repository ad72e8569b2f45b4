import { css } from 'lit';

/** Styles of the chart, its table, and the ranked origins. */
export const salesChartStyles = css`
  .legend {
    display: flex;
    align-items: center;
    gap: 0.375em;
    color: var(--_muted);
    font-size: 0.8125em;
  }
  .key {
    inline-size: 0.75em;
    block-size: 0.75em;
    border-radius: 2px;
  }
  .key.certified {
    background: var(--_accent);
  }
  .key.other {
    margin-inline-start: 0.5em;
    background: color-mix(in srgb, currentColor 35%, var(--_surface));
  }
  .readout {
    min-block-size: 1.5em;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  .readout .muted {
    font-size: 1em;
  }
  .plot {
    block-size: 220px;
    min-inline-size: 0;
    overflow: hidden;
    border-radius: var(--_radius-s);
    touch-action: pan-y;
  }
  .plot svg {
    display: block;
  }
  .rule {
    stroke: var(--_line);
    shape-rendering: crispEdges;
  }
  .tick {
    fill: var(--_muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .column {
    fill: var(--_fill);
  }
  .active .bar.other {
    fill: color-mix(in srgb, currentColor 44%, var(--_surface));
  }
  @container (inline-size < 480px) {
    .readout {
      min-block-size: 3em;
    }
  }

  summary {
    border-radius: var(--_radius-s);
    cursor: pointer;
  }
  .as-table > summary {
    inline-size: fit-content;
    color: var(--_accent);
    font-size: 0.875em;
  }
  .scroll {
    max-block-size: 320px;
    margin-block-start: var(--_space-s);
    overflow: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.875em;
  }
  th,
  td {
    padding: 0.4em 0.625em;
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    white-space: nowrap;
  }
  thead th {
    color: var(--_muted);
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .origins,
  .counties {
    display: grid;
    list-style: none;
  }
  .origins summary {
    display: block;
    padding-block: 0.375em;
  }
  .origins summary::-webkit-details-marker {
    display: none;
  }
  .origins summary:hover .origin-name {
    color: var(--_accent);
  }
  .origin {
    display: grid;
    grid-template-columns: minmax(5.5em, 1fr) auto 3.75em;
    gap: 0.125em var(--_space-s);
    align-items: center;
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }
  .origin-bar {
    grid-row: 2;
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: 8px;
    border-radius: 4px;
  }
  .origin-amount {
    text-align: end;
  }
  .origin-share {
    color: var(--_muted);
    font-size: 0.9em;
    text-align: end;
  }
  .counties {
    gap: 0.25em;
    padding-block: 0.25em 0.5em;
    padding-inline-start: 1em;
    border-inline-start: 2px solid var(--_line);
    margin-inline-start: 0.25em;
  }
  .counties .origin {
    font-size: 0.875em;
  }
  .counties .origin-bar {
    block-size: 4px;
  }
  [part='origins'] .button {
    justify-self: start;
  }
`;
