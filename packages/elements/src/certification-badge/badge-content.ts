import type { Localization } from '../localization/localization.ts';
import type { BadgeState } from './badge-state.ts';
import { drawSeal } from './seal.ts';
import type { VerifiedFacts } from './verified-facts.ts';

/** How much a badge shows: the seal alone, with its state on one line, or with what the certificate says. */
export type BadgeVariant = 'seal' | 'compact' | 'full';

/** All that a badge's content depends on. */
export interface BadgeView {
  readonly state: BadgeState;
  readonly variant: BadgeVariant;
  readonly facts: VerifiedFacts | undefined;
  readonly texts: Localization<'fupin-certification-badge'>;
}

/** Makes a badge's content: as one link where it is small, with a link below where it is not. */
export function badgeContent(view: BadgeView): HTMLElement {
  const { state, variant, facts, texts } = view;
  const isFull = variant === 'full';
  const seal = drawSeal(state);
  seal.setAttribute('part', 'seal');
  const base = link(isFull ? undefined : facts?.certificateUrl, {
    part: 'base',
    class: `${state} ${variant}`,
    lang: texts.locale,
    dir: texts.direction,
    'aria-busy': String(state === 'verifying'),
  });
  base.append(seal, ...(isFull ? [fullText(view)] : compactText(view)));
  return base;
}

function compactText({ state, variant, facts, texts: { messages } }: BadgeView): HTMLElement[] {
  const label = element('span', { part: 'label' }, messages[state]);
  if (variant === 'seal') label.className = 'visually-hidden';
  if (!facts) return [label];
  const rest = element(
    'span',
    { class: 'visually-hidden' },
    ' ',
    element('span', certified, facts.productName),
    facts.certificateUrl && ` ${messages.openCertificate}`,
  );
  return [label, rest];
}

function fullText({ state, facts, texts }: BadgeView): HTMLElement {
  const { messages } = texts;
  const claims =
    facts && (state === 'wrongOrigin' ? licence(facts, texts) : claimsOf(facts, texts));
  const more = facts?.certificateUrl && link(facts.certificateUrl, { part: 'link' });
  if (more) more.append(messages.openCertificate);
  return element(
    'span',
    { class: 'text' },
    element('span', { part: 'label' }, messages[state]),
    element('span', { part: 'meaning' }, messages.meaning[state]),
    claims && element('span', { part: 'claims' }, ...claims),
    more,
  );
}

function licence({ merchant }: VerifiedFacts, { messages }: BadgeView['texts']) {
  return [element('span', {}, messages.licensedTo(merchant))];
}

function claimsOf(facts: VerifiedFacts, { messages, formats }: BadgeView['texts']) {
  const { householdsHelped: households } = facts;
  return [
    element('span', { class: 'product', ...certified }, facts.productName),
    element('span', certified, facts.countyName),
    households ? element('span', {}, messages.households(formats.number(households))) : '',
    element('span', {}, facts.directoryNo),
    element('span', {}, messages.validUntil(formats.date(facts.lastDay))),
  ];
}

/** What the certificate says is in Chinese, whatever the reader's language. */
const certified = { lang: 'zh-Hans' };

function link(address: string | undefined, attributes: Readonly<Record<string, string>>) {
  return address
    ? element('a', { ...attributes, href: address, target: '_blank', rel: 'noopener' })
    : element('span', attributes);
}

function element(
  tag: 'a' | 'span',
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string | undefined)[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}
