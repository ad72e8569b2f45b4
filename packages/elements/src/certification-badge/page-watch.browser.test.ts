import { aTimeout, expect } from '@open-wc/testing';
import type { BadgeBundle } from '@fupin/schema';
import { makeBadge, settled, showBadge } from '../../test/shown-badge.ts';
import { createSmallRegistry, type SmallRegistry } from '../../test/small-registry.ts';
import './certification-badge.ts';

let registry: SmallRegistry;
beforeEach(async () => {
  registry = await createSmallRegistry();
});

const badgeIn = (state: 'valid' | 'suspended', bundle?: BadgeBundle) =>
  showBadge(makeBadge(registry, state, { bundle }));

describe('a badge on a page that stays open', () => {
  const { setInterval } = window;
  const clocks = { date: Date.now, page: performance.now };
  let ticks: (() => void)[];
  beforeEach(() => {
    ticks = [];
    window.setInterval = ((tick: () => void) => ticks.push(tick)) as typeof setInterval;
  });
  afterEach(() => {
    window.setInterval = setInterval;
    Object.assign(Date, { now: clocks.date });
    Object.assign(performance, { now: clocks.page });
  });

  const pass = (hours: number) => {
    Object.assign(Date, { now: () => clocks.date() + hours * 3_600_000 });
    Object.assign(performance, { now: () => clocks.page.call(performance) + hours * 3_600_000 });
    for (const tick of ticks) tick();
  };

  it('shows valid no longer than its bundle allows', async () => {
    const badge = await badgeIn('valid', registry.bundle);
    for (const [hours, state] of [
      [25, 'unverifiable'],
      [24 * 8, 'expired'],
    ] as const) {
      pass(hours);
      await settled(badge);
      expect(badge.state).to.equal(state);
    }
  });

  it('asks the registry again, for all badges at once', async () => {
    const badges = [await badgeIn('valid'), await badgeIn('valid'), await badgeIn('suspended')];
    expect(registry.requests).to.have.length(2);
    pass(1);
    await Promise.all(badges.map(settled));
    expect(registry.requests).to.have.length(3);
    expect(badges.map(({ state }) => state)).to.deep.equal(['valid', 'valid', 'suspended']);
    registry.failure = 503;
    pass(2);
    await Promise.all(badges.map(settled));
    for (const { state } of badges) expect(state).to.equal('unverifiable');
  });

  it('verifies before what it shows runs out, however lately it was verified', async () => {
    pass(21.5);
    const badge = await badgeIn('valid', registry.bundle);
    // The status lists end after 21.6 hours.
    pass(21.59);
    await settled(badge);
    expect(badge.state).to.equal('unverifiable');
  });

  it('is not held up by a visitor’s clock that is set back', async () => {
    const badge = await badgeIn('valid');
    Object.assign(Date, { now: () => clocks.date() - 24 * 3_600_000 });
    registry.failure = 503;
    for (const tick of ticks) tick();
    await settled(badge);
    expect(registry.requests).to.have.length(2);
    expect(badge.state).to.equal('unverifiable');
  });

  it('looks again at once after a sleep that the page’s own clock did not count', async () => {
    const badge = await badgeIn('valid');
    Object.assign(Date, { now: () => clocks.date() + 3_600_000 });
    window.dispatchEvent(new Event('focus'));
    await settled(badge);
    expect(registry.requests).to.have.length(2);
  });

  it('verifies nothing while nothing can have changed', async () => {
    const badge = await badgeIn('valid');
    let times = 0;
    badge.addEventListener('fupin-badge-verify', () => (times += 1));
    pass(0.08);
    await aTimeout(50);
    expect([times, registry.requests.length]).to.deep.equal([0, 1]);
  });

  for (const [occasion, target] of [
    ['visibilitychange', document],
    ['online', window],
    ['pageshow', window],
    ['focus', window],
  ] as const) {
    it(`tries again after a failure on ${occasion}`, async () => {
      registry.failure = 503;
      const badge = await badgeIn('valid');
      expect(badge.state).to.equal('unverifiable');
      registry.failure = undefined;
      target.dispatchEvent(new Event(occasion));
      await settled(badge);
      expect(badge.state).to.equal('valid');
    });
  }

  it('keeps the focus on a badge whose state is the same', async () => {
    const badge = await badgeIn('valid', registry.bundle);
    const button = badge.renderRoot.querySelector('button')!;
    button.focus();
    pass(1);
    await settled(badge);
    await badge.updateComplete;
    expect(badge.shadowRoot!.activeElement).to.equal(button);
  });

  it('does no more for a badge that has left it', async () => {
    const badge = await badgeIn('valid');
    badge.remove();
    pass(1);
    await aTimeout(50);
    expect(registry.requests).to.have.length(1);
  });
});
