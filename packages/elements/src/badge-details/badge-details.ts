import type { BadgeOutcome } from '../certification-badge/badge-state.ts';
import { element, type Content } from '../element.ts';
import { dateFormat } from '../localization/formats.ts';
import { badgeDetailsStyles } from './badge-details.styles.ts';
import { doubtOf } from './doubt.ts';
import type { BadgeDetailsMessages } from './messages/messages.ts';
import { wayStyles } from './way-to-registry.styles.ts';
import { wayToRegistry } from './way-to-registry.ts';

/** What a badge's details depend on. */
export interface DetailsView {
  readonly outcome: BadgeOutcome;
  /** When it was verified, in milliseconds since 1970. */
  readonly at: number;
  /** The state in words. */
  readonly label: string;
  readonly messages: BadgeDetailsMessages;
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** Has the badge verified again. */
  readonly retry: () => void;
}

type Facts = Exclude<BadgeOutcome, { readonly state: 'unverifiable' }>['facts'];

/** Draws, for this shadow root, what was verified and what it means; where nothing could be, why not. */
export function drawDetails(view: DetailsView, root: ShadowRoot): HTMLElement {
  adoptDetailsStyles(root);
  const { outcome, at, messages, locale } = view;
  const { state } = outcome;
  const time = dateFormat(locale, 'dateTime').format(at);
  const advice =
    outcome.state === 'unverifiable'
      ? messages.doubt[doubtOf(outcome.reason)]
      : outcome.state !== 'valid' && messages.advice[outcome.state];
  return element(
    'div',
    { class: 'details' },
    element('p', { part: 'meaning' }, messages.meaning[state]),
    advice && element('p', { part: 'advice' }, advice),
    outcome.state === 'unverifiable' ? retryButton(view) : verified(outcome, view),
    element('p', { part: 'check' }, (state === 'valid' ? messages.passed : messages.checked)(time)),
  );
}

function retryButton(view: DetailsView): HTMLElement {
  const button = element(
    'button',
    { part: 'retry', class: 'action', type: 'button' },
    view.messages.retry,
  );
  button.addEventListener('click', () => {
    button.disabled = true;
    view.retry();
  });
  return button;
}

function verified(
  { state, facts }: { readonly state: BadgeOutcome['state']; readonly facts: Facts },
  view: DetailsView,
): DocumentFragment {
  const { messages } = view;
  const fragment = document.createDocumentFragment();
  // On a foreign page the certificate says nothing about the goods that are shown there.
  const claims = state === 'wrongOrigin' ? [] : certificateClaims(facts, view);
  fragment.append(element('dl', { part: 'claims' }, ...claims, ...licenceClaims(facts, messages)));
  if (state === 'valid') {
    fragment.append(element('p', { part: 'proof' }, messages.proof(facts.countyName)));
  }
  if (facts.certificateUrl) fragment.append(wayToRegistry(facts.certificateUrl, messages));
  return fragment;
}

function certificateClaims(facts: Facts, view: DetailsView): HTMLElement[] {
  const { messages } = view;
  const date = dateFormat(view.locale, 'date');
  const { householdsHelped: households } = facts;
  const period = messages.period(
    date.format(new Date(facts.firstDay)),
    date.format(new Date(facts.lastDay)),
  );
  return [
    claim(messages.product, certified(facts.productName, 'product')),
    claim(messages.county, certified(facts.countyName)),
    claim(messages.supplier, certified(facts.supplierName)),
    claim(messages.directoryNo, element('bdi', {}, facts.directoryNo)),
    claim(messages.validity, period),
    ...(households
      ? [
          claim(
            messages.households,
            messages.householdsHelped(households.toLocaleString(view.locale)),
          ),
        ]
      : []),
  ];
}

function licenceClaims({ merchant, origins }: Facts, messages: BadgeDetailsMessages) {
  // Its own line for each, so that a long one can't run into the next.
  const lines = origins.map((origin) => element('bdi', { class: 'origin' }, origin));
  return [claim(messages.merchant, certified(merchant)), claim(messages.origins, ...lines)];
}

/** A group, so that name and value stay side by side. */
function claim(name: string, ...value: readonly Content[]): HTMLElement {
  return element('div', {}, element('dt', {}, name), element('dd', {}, ...value));
}

/** What the tokens say is in Chinese, whatever the reader's language. */
function certified(text: string, className?: string): HTMLElement {
  return element('span', { lang: 'zh-Hans', class: className }, text);
}

function adoptDetailsStyles({ adoptedStyleSheets: sheets }: ShadowRoot): void {
  if (!sheets.includes(badgeDetailsStyles)) sheets.push(wayStyles, badgeDetailsStyles);
}
