import { css } from 'lit';

/** Styles of `<fupin-product-card>`. Every line has its place before its text is there, so that nothing shifts. */
export const productCardStyles = css`
  :host {
    container-type: inline-size;
  }
  [part='base'] {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }

  [part='media'] {
    position: relative;
    aspect-ratio: var(--fupin-card-image-ratio, 1);
    overflow: hidden;
    border-radius: var(--_radius-m);
    background: var(--_fill);
  }
  [part='image'],
  ::slotted([slot='image']) {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    transition: scale 0.4s cubic-bezier(0.2, 0.7, 0.2, 1);
  }
  [part='base']:has([part='name'] a:hover) [part='image'] {
    scale: 1.04;
  }
  .placeholder {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    color: var(--_muted);
    font-size: 2em;
    opacity: 0.5;
  }

  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    padding-block-start: 0.625em;
  }
  .badge {
    display: flex;
    align-items: center;
    min-block-size: 28px;
  }
  /* Room for a name of two lines and the specification. */
  .title {
    display: flow-root;
    min-block-size: 4.1em;
    margin-block-start: 0.125em;
  }
  [part='name'] {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-weight: 600;
    line-height: 1.4;
    text-wrap: pretty;
  }
  /* Names in Chinese are short: one line is enough where the card is not narrow. */
  @container (inline-size >= 180px) {
    .title:lang(zh) {
      min-block-size: 2.7em;
    }
    [part='name']:lang(zh) {
      -webkit-line-clamp: 1;
    }
  }
  [part='name'] a {
    color: inherit;
    text-decoration: none;
    outline: none;
  }
  /* The whole card leads to the product; badge and button lie above. */
  [part='name'] a::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--_radius-m);
  }
  [part='name'] a:hover {
    color: var(--_accent);
  }
  [part='name'] a:focus-visible::after {
    outline: 2px solid var(--_focus);
    outline-offset: 3px;
  }
  .badge,
  [part='button'] {
    position: relative;
    z-index: 1;
  }

  .line {
    display: flex;
    align-items: center;
    gap: 0.375em;
    min-block-size: 1.6em;
    color: var(--_muted);
    font-size: 0.8125em;
    line-height: 1.6;
  }
  @container (inline-size < 180px) {
    .line {
      font-size: 0.75em;
    }
    [part='badge'] {
      --fupin-badge-font-size: 0.8125em;
    }
  }
  .line > span,
  .line::slotted(*) {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .line .icon {
    inline-size: 1.15em;
    block-size: 1.15em;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .footer {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
    min-block-size: calc(40px + 0.5em);
    margin-block-start: auto;
    padding-block-start: 0.5em;
  }
  [part='price'] {
    color: var(--_accent);
    font-size: 1.25em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
    letter-spacing: -0.01em;
  }
  .minor {
    font-size: 0.7em;
  }
  [part='button'] {
    inline-size: 40px;
    padding: 0;
  }
  .caption {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (inline-size >= 216px) {
    [part='button'] {
      inline-size: auto;
      padding-inline: 0.875em 1em;
      font-size: 0.875em;
    }
    .caption {
      position: static;
      inline-size: auto;
      block-size: auto;
      clip-path: none;
    }
  }

  .title .bone {
    margin-block-start: 0.375em;
  }
  .bone {
    inline-size: var(--_bone, 60%);
    block-size: 0.75em;
    border-radius: var(--_radius-s);
    background: var(--_fill);
  }
  .loading [part='media'],
  .bone {
    animation: pulse 1.6s infinite ease-in-out;
  }
  .short {
    --_bone: 38%;
  }
  .long {
    --_bone: 86%;
  }
  @keyframes pulse {
    50% {
      opacity: 0.45;
    }
  }

  [part='error'] {
    display: grid;
    justify-items: start;
    gap: 0.75em;
    padding-block: var(--_space-m);
    color: var(--_muted);
    font-size: 0.875em;
  }
`;
