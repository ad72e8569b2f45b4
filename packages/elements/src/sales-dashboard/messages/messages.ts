import type { RangePreset } from '../date-range.ts';

/** The texts of `<fupin-sales-dashboard>`. */
export interface SalesDashboardMessages {
  readonly heading: string;
  readonly asOf: (time: string) => string;
  readonly refresh: string;
  readonly range: string;
  readonly presets: Readonly<Record<RangePreset, string>>;
  readonly from: string;
  readonly to: string;
  readonly loading: string;
  readonly failed: string;
  readonly failedHint: string;
  readonly rangeReversed: string;
  readonly retry: string;
  readonly noRegistry: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly allSales: string;
  readonly certifiedSales: string;
  readonly share: (percent: string) => string;
  readonly returns: string;
  readonly net: string;
  readonly certifiedNet: (amount: string) => string;
  /** How many lines there are in the ledger, sales and returns alike. */
  readonly lines: (count: string) => string;
  readonly unmatched: (count: string) => string;
  readonly byDay: string;
  readonly byMonth: string;
  readonly byYear: string;
  readonly chartHint: string;
  readonly certified: string;
  readonly other: string;
  readonly readout: (all: string, certified: string, returns: string) => string;
  readonly asTable: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly byOrigin: string;
  readonly byOriginHint: string;
  readonly noOrigin: string;
  readonly showAllOrigins: (count: string) => string;
}

declare module '../../localization/messages.ts' {
  interface MessageCatalog {
    'fupin-sales-dashboard': SalesDashboardMessages;
  }
}
