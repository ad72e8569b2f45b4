import type { Certificate } from '@fupin/schema';
import { element } from '../element.ts';
import type { Localization } from '../localization/localization.ts';

/** Draws how a certificate came about and what became of it, by the registry's record, the earliest first. */
export function drawReviewChain(
  { reviewChain, statusChanges }: Certificate,
  { messages, formats }: Localization<'fupin-certificate'>,
): HTMLElement[] {
  const { steps, statuses } = messages;
  const reviews = reviewChain.map(({ step, actor, on }) => ({
    name: steps[step] ?? step,
    detail: actor,
    date: on,
    kind: 'step',
  }));
  const changes = statusChanges
    // The first makes it active, which is what the review chain ends with.
    .filter(({ status }, index) => index > 0 || status !== 'active')
    .map(({ status, at, reason }) => ({
      name: statuses[status] ?? status,
      detail: reason ?? '',
      date: at,
      kind: status,
    }));
  return [
    element(
      'ol',
      { part: 'chain' },
      ...[...reviews, ...changes].map(({ name, detail, date, kind }) =>
        element(
          'li',
          { class: kind },
          element('time', { datetime: date }, formats.date(date)),
          element('span', { class: 'step-name' }, name),
          detail ? element('span', { class: 'actor', lang: 'zh-Hans' }, detail) : undefined,
        ),
      ),
    ),
    element('p', { part: 'note' }, messages.chainNote),
  ];
}
