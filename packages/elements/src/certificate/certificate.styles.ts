import { css } from '../css.ts';

/** Styles of `<fupin-certificate>`. */
export const certificateStyles = css`
  :host {
    container-type: inline-size;
    --_size: 3.5em;
    --_tone: var(--_muted);
  }
  .valid {
    --_tone: var(--_success);
  }
  .suspended {
    --_tone: var(--_warning);
  }
  .revoked {
    --_tone: var(--_danger);
  }
  [part='base'] {
    overflow: clip;
    /* Room for most of a certificate, before it is there. */
    min-block-size: 34em;
    border: 1px solid color-mix(in srgb, var(--_tone) 35%, transparent);
    border-radius: calc(var(--_radius-m) * 1.5);
  }
  .unverifiable[part='base'] {
    min-block-size: 0;
  }
  p,
  dl,
  dd,
  ol,
  figure {
    margin: 0;
    padding: 0;
  }

  .head {
    display: flex;
    gap: var(--_space-m);
    padding: var(--_space-l) var(--_space-m);
    background: color-mix(in srgb, var(--_tone) 9%, transparent);
  }
  [part='seal'] {
    flex: none;
    inline-size: var(--_size);
    block-size: var(--_size);
    color: var(--_tone);
    fill: none;
    stroke: currentColor;
    stroke-width: 1.2;
    stroke-linecap: round;
    stroke-linejoin: round;
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
  .verifying .strokes {
    animation: breathe 1.2s infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.2;
    }
  }
  .words {
    display: grid;
    gap: var(--_space-xs);
    min-inline-size: 0;
  }
  [part='state'] {
    color: var(--_tone);
    font-size: 1.125em;
    font-weight: 700;
    line-height: 1.3;
  }
  [part='product'] {
    font-size: 1.625em;
    font-weight: 700;
    line-height: 1.3;
    text-wrap: balance;
  }
  [part='meaning'],
  [part='doubt'] {
    color: var(--_muted);
    font-size: 0.9375em;
  }
  [part='retry'] {
    margin-block-start: var(--_space-s);
  }

  section,
  .foot {
    padding: var(--_space-m);
    border-block-start: 1px solid var(--_line);
  }
  .title {
    margin-block-end: 0.75em;
    font-weight: 700;
  }
  [part='facts'] {
    display: grid;
    gap: 0.625em var(--_space-l);
    font-size: 0.9375em;
  }
  [part='facts'] div {
    display: grid;
    grid-template-columns: 6em 1fr;
    gap: 0.75em;
  }
  [part='facts']:lang(en) div {
    grid-template-columns: 9.5em 1fr;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  [part='chain'] {
    display: grid;
    list-style: none;
    font-size: 0.9375em;
  }
  [part='chain'] li {
    position: relative;
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 0.75em;
    padding-block-end: 1em;
    padding-inline-start: 1.75em;
  }
  [part='chain'] li::before {
    content: '';
    position: absolute;
    inset-block-start: 0.4em;
    inset-inline-start: 0.125em;
    inline-size: 12px;
    block-size: 12px;
    border: 2px solid var(--_success);
    border-radius: 50%;
    background: var(--_surface);
  }
  [part='chain'] li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-block: 1.4em -0.15em;
    inset-inline-start: calc(0.125em + 5px);
    border-inline-start: 2px solid var(--_line);
  }
  [part='chain'] .suspended::before {
    border-color: var(--_warning);
  }
  [part='chain'] .withdrawn::before {
    border-color: var(--_danger);
  }
  [part='chain'] time {
    order: 1;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .step-name {
    font-weight: 600;
  }
  .actor {
    grid-column: 1 / -1;
    order: 2;
    color: var(--_muted);
  }
  [part='note'] {
    color: var(--_muted);
    font-size: 0.8125em;
  }

  .foot {
    display: grid;
    align-items: center;
    gap: var(--_space-m);
  }
  [part='check'] {
    display: grid;
    gap: var(--_space-xs);
    color: var(--_muted);
    font-size: 0.8125em;
  }
  [part='log'].unverifiable {
    color: var(--_warning);
  }

  @container (inline-size >= 560px) {
    :host {
      --_size: 5em;
    }
    .head,
    section,
    .foot {
      padding-inline: var(--_space-l);
    }
    .head {
      align-items: center;
      gap: var(--_space-l);
      padding-block: var(--_space-xl);
    }
    [part='seal'] {
      inline-size: 5em;
      block-size: 5em;
    }
    [part='product'] {
      font-size: 2em;
    }
  }
  @container (inline-size >= 760px) {
    [part='facts'] {
      grid-template-columns: 1fr 1fr;
    }
    [part='chain'] {
      grid-auto-columns: 1fr;
      grid-auto-flow: column;
    }
    [part='chain'] li {
      display: flex;
      flex-direction: column;
      gap: 0;
      padding-block: 1.5em 1em;
      padding-inline: 0 1em;
    }
    [part='chain'] li::before {
      inset-block-start: 0;
      inset-inline-start: 0;
    }
    [part='chain'] li:not(:last-child)::after {
      inset-block: 5px auto;
      inset-inline: 16px 4px;
      border-block-start: 2px solid var(--_line);
      border-inline-start: 0;
    }
    [part='chain'] time {
      text-align: start;
    }
    .foot {
      grid-template-columns: 1fr auto;
    }
  }
  @media print {
    :host {
      color-scheme: light;
    }
    section,
    li {
      break-inside: avoid;
    }
    [part='retry'] {
      display: none;
    }
    [part='seal'],
    .head {
      print-color-adjust: exact;
    }
    [part='link'] {
      border: 0;
      padding: 0;
    }
    [part='link']::after {
      content: ' ' attr(href);
      font-weight: 400;
      overflow-wrap: anywhere;
    }
  }
`;
