import type { SaleOutcome, SalesReportResult } from '@fupin/schema';
import { bodyOf, sampleKeys, type RegistryUnderTest } from './registry-under-test.ts';
import { sampleIds } from './sample-directory.ts';

/** A line as a till writes it; what a test does not set is the sale of two packs of tea. */
export function saleLine(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    terminalId: 'till-1',
    businessDate: '2020-10-17',
    receiptNo: 'R1',
    lineNo: 1,
    kind: 'sale',
    soldAt: '2020-10-17T10:00:00+08:00',
    sku: 'tea',
    quantity: '2',
    unit: '袋',
    amountFen: 19_600,
    ...changes,
  };
}

/** The place of a line, for returns of it. */
export const placeOf = ({
  terminalId,
  businessDate,
  receiptNo,
  lineNo,
}: ReturnType<typeof saleLine>) => ({ terminalId, businessDate, receiptNo, lineNo });

/** Reports lines of an outlet and gives their outcomes. */
export async function report(
  registry: RegistryUnderTest,
  key: string,
  lines: readonly unknown[],
  outletId = sampleIds.outlet,
): Promise<readonly SaleOutcome[]> {
  return (await reportBatch(registry, { lines }, { key, outletId })).outcomes;
}

/** Reports a batch of an outlet, of its operator where no key is given, and gives the whole answer. */
export async function reportBatch(
  registry: RegistryUnderTest,
  body: { readonly lines: readonly unknown[]; readonly carried?: unknown },
  { key, outletId = sampleIds.outlet }: { readonly key?: string; readonly outletId?: string } = {},
): Promise<SalesReportResult> {
  const response = await registry.call('reportSales', {
    params: { outletId },
    body,
    key: key ?? (await registry.key(sampleKeys.operator)),
  });
  return bodyOf(response);
}

/** The outcomes in a word each. */
export const inWords = (outcomes: readonly SaleOutcome[]) =>
  outcomes.map(({ outcome, problem }) =>
    outcome === 'rejected' ? (problem?.code ?? '') : outcome,
  );
