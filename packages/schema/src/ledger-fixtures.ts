import * as fixtures from './fixtures.ts';
import type { Campaign, LedgerFigures, LedgerLines, LedgerPeriod } from './ledger-figures.ts';

const { all, certified } = fixtures.ledgerSummary;

/** The figures of October 2020 by province of origin, after the sale and the return of the other fixtures. */
export const ledgerFigures = {
  asOf: '2020-10-18T15:05:03+08:00',
  upTo: 41,
  from: '2020-10-01',
  to: '2020-10-31',
  groupBy: 'province',
  every: null,
  side: 'producer',
  addsUp: true,
  items: [
    {
      member: fixtures.county.provinceCode,
      name: fixtures.county.provinceName,
      nameEn: fixtures.county.provinceNameEn,
      period: null,
      periodName: null,
      periodNameEn: null,
      all,
      certified,
      unmatchedLines: 0,
      lateLines: 0,
      lateFen: 0,
    },
  ],
  nextCursor: null,
} as const satisfies LedgerFigures;

/** The sale behind these figures. */
export const ledgerLines = {
  upTo: ledgerFigures.upTo,
  items: [
    {
      outletId: fixtures.outlet.outletId,
      lineId: `${fixtures.outlet.outletId}/pos-1/2020-10-17/202010170001/1/sale`,
      kind: 'sale',
      terminalId: fixtures.saleLine.terminalId,
      businessDate: fixtures.saleLine.businessDate,
      bookedOn: fixtures.saleLine.businessDate,
      late: false,
      receiptNo: fixtures.saleLine.receiptNo,
      lineNo: fixtures.saleLine.lineNo,
      soldAt: fixtures.saleLine.soldAt,
      acceptedAt: ledgerFigures.asOf,
      certified: true,
      unmatched: false,
      productId: fixtures.product.productId,
      certificateId: fixtures.certificate.certificateId,
      countyCode: fixtures.county.code,
      sku: fixtures.saleLine.sku,
      name: null,
      quantity: fixtures.saleLine.quantity,
      unit: fixtures.saleLine.unit,
      amountFen: fixtures.saleLine.amountFen,
      originalLineId: null,
      buyerKind: 'individual',
      fundSource: null,
      cooperation: null,
    },
  ],
  nextCursor: null,
} as const satisfies LedgerLines;

/** September 2020, closed and settled. */
export const ledgerPeriod = {
  month: '2020-09',
  closedAt: '2020-10-10T09:00:00+08:00',
  settledAt: '2020-10-10T09:00:01+08:00',
} as const satisfies LedgerPeriod;

/** The month of poverty alleviation through consumption. */
export const campaign = {
  campaignId: 'cpn_4k2m8x0q7f',
  name: '全国消费扶贫月',
  nameEn: 'National Consumption Poverty Alleviation Month',
  from: '2020-09-01',
  to: '2020-09-30',
} as const satisfies Campaign;
