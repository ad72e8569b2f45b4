import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { counties, countyReference } from './counties.ts';
import { faultsOf } from './fault.ts';
import * as fixtures from './fixtures.ts';
import * as schema from './index.ts';
import { saleLineContent, saleLineId } from './sale-line-id.ts';
import type * as z from 'zod/mini';

const schemas: Readonly<Record<keyof typeof fixtures, z.ZodMiniType>> = {
  county: schema.CountyReference,
  category: schema.Category,
  supplier: schema.Supplier,
  certificateSummary: schema.CertificateSummary,
  product: schema.Product,
  productFacets: schema.ProductFacets,
  certificate: schema.Certificate,
  newOutlet: schema.NewOutlet,
  outlet: schema.Outlet,
  newListing: schema.NewListing,
  listing: schema.Listing,
  listingFacets: schema.ListingFacets,
  reportingSession: schema.ReportingSession,
  saleLine: schema.SaleLine,
  returnLine: schema.SaleLine,
  saleReceipt: schema.SaleReceipt,
  saleOutcome: schema.SaleOutcome,
  rejectedOutcome: schema.SaleOutcome,
  salesReportResult: schema.SalesReportResult,
  ledgerSummary: schema.LedgerSummary,
  problem: schema.Problem,
  keySet: schema.KeySet,
  compactJws: schema.z.string().check(schema.z.regex(/^[\w-]+\.[\w-]+\.[\w-]{86}$/)),
  badgeBundle: schema.BadgeBundle,
  certificateBundle: schema.CertificateBundle,
};

describe('the fixtures', () => {
  for (const [name, record] of Object.entries(fixtures)) {
    test(`${name} is valid, with nothing that its schema does not name`, () => {
      const parsed = schemas[name as keyof typeof fixtures].safeParse(record);
      assert.deepEqual(parsed.error && faultsOf(parsed.error, record), undefined);
    });
  }

  test('come from a county of the 832', () => {
    assert.deepEqual(fixtures.county, countyReference(fixtures.county.code));
    assert.ok(counties.some(({ code }) => code === fixtures.county.code));
  });

  test('have a certificate that is in force when the sale is made', () => {
    assert.ok(schema.isInForce(fixtures.certificate, new Date(fixtures.saleLine.soldAt)));
  });

  test('have a receipt for the sale line', () => {
    const { lineId, fingerprint } = fixtures.saleReceipt;
    assert.equal(lineId, saleLineId(fixtures.outlet.outletId, fixtures.saleLine));
    const content = saleLineContent(fixtures.saleLine);
    assert.equal(fingerprint, createHash('sha256').update(content).digest('base64url'));
  });

  test('have a ledger of the two lines', () => {
    const { all, byDay, byOrigin } = fixtures.ledgerSummary;
    assert.equal(all.salesFen, fixtures.saleLine.amountFen);
    assert.equal(all.returnsFen, fixtures.returnLine.amountFen);
    for (const totals of [all, ...byDay.map((day) => day.all), byOrigin[0].certified]) {
      assert.equal(totals.netFen, totals.salesFen - totals.returnsFen - totals.voidsFen);
    }
    assert.equal(
      all.netFen,
      byDay.reduce((sum, day) => sum + day.all.netFen, 0),
    );
  });
});
