import type { SalesDashboardMessages } from './messages.ts';

/** The dashboard's texts in English. */
export const en: SalesDashboardMessages = {
  heading: 'Sales ledger',
  asOf: (time) => `As of ${time}`,
  refresh: 'Refresh',
  range: 'Business dates',
  presets: { all: 'All', thisMonth: 'This month', last30Days: 'Last 30 days' },
  from: 'From',
  to: 'To',
  loading: 'Loading the ledger',
  failed: 'The ledger could not be loaded',
  failedHint: 'Check your connection or sign in again, then retry.',
  rangeReversed: 'The first date is after the last; please correct it.',
  retry: 'Try again',
  noRegistry: 'It isn’t known where to read the ledger; ask your webmaster to set registry here.',
  empty: 'No sales in these days yet',
  emptyHint: 'Try other dates. Reported sales show up here once they arrive.',
  allSales: 'All sales',
  certifiedSales: 'Of which certified',
  share: (percent) => `${percent} of all sales`,
  returns: 'Returns',
  net: 'Net',
  certifiedNet: (amount) => `${amount} of it certified`,
  lines: (count) => (count === '1' ? '1 line' : `${count} lines`),
  unmatched: (count) =>
    count === '1'
      ? '1 return has no known sale in the ledger.'
      : `${count} returns have no known sale in the ledger.`,
  byDay: 'By day',
  byMonth: 'By month',
  chartHint: 'Point at a bar, or go through them with the arrow keys',
  certified: 'Certified',
  other: 'Other goods',
  readout: (all, certified, returns) =>
    `Sales ${all}, of which certified ${certified}; returns ${returns}`,
  asTable: 'View as a table',
  day: 'Date',
  month: 'Month',
  byOrigin: 'By origin',
  byOriginHint: 'Net certified sales by province; open one to see its counties.',
  noOrigin: 'No certified sales in these days.',
  showAllOrigins: (count) => `Show all ${count} provinces`,
};
