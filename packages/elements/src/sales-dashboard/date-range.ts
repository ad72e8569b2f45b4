import { dateInShanghai } from '@fupin/schema';

/** Ready-made ranges of business dates. */
export const rangePresets = ['all', 'thisMonth', 'last30Days'] as const;
export type RangePreset = (typeof rangePresets)[number];

/** Business dates from `from` to `to`, both inclusive and `YYYY-MM-DD`; open where absent. */
export interface DateRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const dayMs = 86_400_000;

/** The range of a preset, as of an instant, by the calendar of Asia/Shanghai. */
export function presetRange(preset: RangePreset, now: Date): DateRange {
  const to = dateInShanghai(now);
  switch (preset) {
    case 'all':
      return {};
    case 'thisMonth':
      return { from: `${to.slice(0, 8)}01`, to };
    case 'last30Days':
      return { from: shiftDays(to, -29), to };
  }
}

/** A calendar day some days later, or earlier where the number is negative. */
export function shiftDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}
