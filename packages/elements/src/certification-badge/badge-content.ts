import { element } from '../element.ts';
import type { Texts } from '../localization/texts.ts';
import type { BadgeState } from './badge-state.ts';
import { drawSeal } from './seal.ts';
import type { VerifiedFacts } from './verified-facts.ts';

/** How much a badge shows: the seal alone, with its state on one line, or with what was verified. */
export type BadgeVariant = 'seal' | 'compact' | 'full';

/** All that a badge's content depends on. */
export interface BadgeView {
  readonly state: BadgeState;
  readonly variant: BadgeVariant;
  readonly facts: VerifiedFacts | undefined;
  readonly texts: Texts<'fupin-certification-badge'>;
  /** Whether the badge can say more when it is pressed. */
  readonly opens: boolean;
}

/**
 * Makes a badge's content, in the element that it had where it is of the same kind, so that the focus stays there: a
 * button, or where nothing can open, a link to the certificate.
 */
export function drawBadge(view: BadgeView, before: HTMLElement | undefined): HTMLElement {
  const { state, variant, facts, texts, opens } = view;
  const isFull = variant === 'full';
  const address = isFull ? undefined : facts?.certificateUrl;
  const tag = isFull ? 'div' : opens ? 'button' : address ? 'a' : 'span';
  const base = before?.localName === tag ? before : document.createElement(tag);
  const attributes = {
    part: 'base',
    class: `${state} ${variant}`,
    lang: texts.locale,
    dir: texts.direction,
    'aria-busy': String(state === 'verifying'),
    ...(tag === 'button' && { type: 'button', 'aria-haspopup': 'dialog' }),
    ...(tag === 'a' && { href: address ?? '', target: '_blank', rel: 'noopener' }),
  };
  for (const [name, value] of Object.entries(attributes)) base.setAttribute(name, value);
  const seal = drawSeal(state);
  seal.setAttribute('part', 'seal');
  const label = element('span', { part: 'label' }, texts.messages[state]);
  if (variant === 'seal') label.className = 'visually-hidden';
  base.replaceChildren(seal, label);
  if (tag === 'button' || tag === 'a') base.append(purpose(view));
  return base;
}

/** Ends the name for a screen reader: of which product, and what pressing does. */
function purpose({ facts, opens, texts: { messages } }: BadgeView) {
  const more = opens ? messages.showDetails : messages.openCertificate;
  const product = facts && element('span', { lang: 'zh-Hans' }, facts.productName);
  return element('span', { class: 'visually-hidden' }, ' ', product, ` ${more}`);
}
