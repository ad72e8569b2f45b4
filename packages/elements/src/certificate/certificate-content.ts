import { doubtOf } from '../badge-details/doubt.ts';
import { wayToRegistry } from '../badge-details/way-to-registry.ts';
import { drawSeal } from '../certification-badge/seal.ts';
import { element, type Content } from '../element.ts';
import type { Localization } from '../localization/localization.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import type { CertificateJudgement } from './judge-certificate.ts';
import { drawReviewChain } from './review-chain.ts';

/** All that a certificate's content depends on. */
export interface CertificateView {
  /** Undefined while it is being verified. */
  readonly judgement: CertificateJudgement | undefined;
  readonly headingLevel: number;
  readonly texts: Localization<'fupin-certificate'>;
  /** Has the certificate verified again. */
  readonly retry: () => void;
}

/** Draws a certificate: its state in large, what it says, how it came about, and how it was verified. */
export function drawCertificate(view: CertificateView): HTMLElement {
  const { judgement, texts } = view;
  const outcome = judgement?.outcome;
  const facts = outcome && outcome.state !== 'unverifiable' ? outcome.facts : undefined;
  const record = facts && judgement?.record;
  return element(
    'article',
    {
      part: 'base',
      class: outcome?.state ?? 'verifying',
      lang: texts.locale,
      dir: texts.direction,
      'aria-busy': String(!outcome),
    },
    drawHead(view, facts),
    facts && drawFacts(facts, view),
    record &&
      record.reviewChain.length > 0 &&
      section(view, 'chain', texts.messages.chainTitle, ...drawReviewChain(record, texts)),
    judgement && drawFoot(judgement, facts, view),
  );
}

function drawHead(
  { judgement, headingLevel, texts, retry }: CertificateView,
  facts?: CertificateFacts,
) {
  const { messages } = texts;
  const outcome = judgement?.outcome;
  const state = outcome?.state ?? 'verifying';
  const seal = drawSeal(state);
  seal.setAttribute('part', 'seal');
  const heading = { part: 'product', role: 'heading', 'aria-level': String(headingLevel) };
  const words = element(
    'div',
    { class: 'words' },
    element('p', { part: 'state' }, messages.states[state]),
    facts && element('div', { ...heading, lang: 'zh-Hans' }, facts.productName),
    element('p', { part: 'meaning' }, messages.meaning[state]),
  );
  if (outcome?.state === 'unverifiable') {
    const { reason } = outcome;
    const doubt = reason === 'certificateMissing' ? 'badgeMissing' : doubtOf(reason);
    const button = element(
      'button',
      { part: 'retry', class: 'action', type: 'button' },
      messages.retry,
    );
    button.addEventListener('click', () => {
      button.disabled = true;
      retry();
    });
    words.append(element('p', { part: 'doubt' }, messages.doubt[doubt]), button);
  }
  return element('header', { class: 'head' }, seal, words);
}

function drawFacts(facts: CertificateFacts, view: CertificateView): HTMLElement {
  const { messages, formats } = view.texts;
  const { householdsHelped, peopleHelped, commodityValueFen, annualSupply, linkages, batch } =
    facts;
  const { unit, value } = annualSupply;
  const people = peopleHelped ? formats.number(peopleHelped) : undefined;
  const rows: readonly (readonly [name: string, value: Content | false])[] = [
    [messages.supplier, certified(facts.supplierName)],
    [messages.county, certified(facts.countyName)],
    [messages.directoryNo, element('bdi', {}, facts.directoryNo)],
    [messages.batch, batch && element('bdi', {}, batch)],
    [messages.validity, messages.period(formats.date(facts.firstDay), formats.date(facts.lastDay))],
    [
      messages.helped,
      !!householdsHelped && messages.helpedCount(formats.number(householdsHelped), people),
    ],
    [
      messages.linkage,
      linkages.map((kind) => messages.linkages[kind] ?? kind).join(messages.separator),
    ],
    [messages.annualSupply, messages.quantity(formats.number(value), messages.units[unit] ?? unit)],
    [
      messages.commodityValue,
      commodityValueFen !== undefined && messages.perYear(formats.wholeYuan(commodityValueFen)),
    ],
    [messages.scheme, certified(facts.schemeName)],
  ];
  return section(
    view,
    'facts',
    messages.factsTitle,
    element(
      'dl',
      { part: 'facts' },
      ...rows.map(([name, content]) =>
        content
          ? element('div', {}, element('dt', {}, name), element('dd', {}, content))
          : undefined,
      ),
    ),
  );
}

function drawFoot(
  { at, log }: CertificateJudgement,
  facts: CertificateFacts | undefined,
  { texts: { messages, formats } }: CertificateView,
): HTMLElement {
  const time = formats.dateTime(new Date(at).toISOString());
  return element(
    'footer',
    { class: 'foot' },
    element(
      'div',
      { part: 'check' },
      element('p', {}, messages.checked(time)),
      facts && log && element('p', { part: 'log', class: log.state }, logLine(log)),
    ),
    facts?.certificateUrl ? wayToRegistry(facts.certificateUrl, messages) : undefined,
  );

  function logLine(finding: NonNullable<typeof log>): string {
    if (finding.state !== 'logged') return messages.notLogged;
    const { at: since, index, treeSize } = finding;
    const [place, size] = [index + 1, treeSize].map((count) => formats.number(count));
    return messages.logged(formats.date(since), place ?? '', size ?? '');
  }
}

function section(
  { headingLevel }: CertificateView,
  name: string,
  title: string,
  ...content: readonly Content[]
): HTMLElement {
  const heading = { class: 'title', role: 'heading', 'aria-level': String(headingLevel + 1) };
  return element('section', { class: name }, element('div', heading, title), ...content);
}

/** What the token says is in Chinese, whatever the reader's language. */
function certified(text: string): HTMLElement {
  return element('span', { lang: 'zh-Hans' }, text);
}
