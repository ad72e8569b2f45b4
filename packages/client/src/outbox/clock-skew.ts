import { monotonic, type Clock } from './clock.ts';

// `Date` (RFC 9110 §6.6.1) has no more than seconds, and a clock that is right to the second is right enough.
const granularityMs = 2000;

/** Knows by how much the device's clock is ahead of the registry's. */
export interface ClockSkew {
  /** In milliseconds; undefined before the first answer, and from a jump of the clock until the next. */
  now(): number | undefined;
  /** Says that a request begins; what it answers with takes the `Date` of the answer, when that arrives. */
  ask(): (date: string | null) => void;
}

/** Watches a clock. */
export function watchSkew(clock: Clock): ClockSkew {
  let skew: number | undefined;
  // A clock that is set jumps away from the one that nobody sets; so it does from one that rests while the device sleeps.
  const offset = () => clock.now() - monotonic(clock);
  let known = 0;
  return {
    now: () => (Math.abs(offset() - known) < granularityMs ? skew : undefined),
    ask() {
      const asked = monotonic(clock);
      return (date) => {
        const registry = Date.parse(date ?? '');
        if (!registry) return;
        const halfTrip = (monotonic(clock) - asked) / 2;
        // It was given out at any time in its second.
        const found = Math.round(clock.now() - halfTrip - registry - 500);
        const doubt = granularityMs + halfTrip;
        // Small differences from one answer to the next are those of the way.
        if (!(Math.abs(found - (skew ?? NaN)) < doubt)) skew = Math.abs(found) < doubt ? 0 : found;
        known = offset();
      };
    },
  };
}
