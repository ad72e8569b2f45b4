import { saleLineContent, saleLineId, type SaleLine } from '@fupin/schema';
import { outletId } from './sale-line.ts';
import { answer, standIn, type SeenRequest, type StandIn } from './stand-in.ts';

export { outletId, saleLine } from './sale-line.ts';

/** A line as the outbox stores and sends it. */
export const canonical = (line: SaleLine) => JSON.parse(saleLineContent(line)) as SaleLine;

/** What a sink answers for one line; undefined to leave its outcome out. */
export type Judge = (line: SaleLine, lineId: string) => object | undefined;

/** The outcome of a line that is taken, the first or another time. */
export function taken(lineId: string, outcome: 'accepted' | 'duplicate' = 'accepted') {
  const receipt = {
    receiptId: `rcp_${lineId.length}`,
    lineId,
    acceptedAt: '2020-10-17T08:00:01+08:00',
    fingerprint: 'x',
    certified: true,
    unmatched: false,
  };
  return { lineId, outcome, receipt };
}

/** A stand-in that takes sale lines and counts how often it accepted each: once or never. */
export async function salesSink(
  judge?: Judge,
  refuse?: (
    request: SeenRequest,
    index: number,
  ) => { status: number; headers?: Record<string, string> } | undefined,
): Promise<
  StandIn & { readonly ledger: ReadonlySet<string>; readonly batches: readonly number[] }
> {
  const ledger = new Set<string>();
  const batches: number[] = [];
  const server = await standIn((request, response, index) => {
    const refusal = refuse?.(request, index);
    if (refusal) {
      response.writeHead(refusal.status, refusal.headers);
      return response.end();
    }
    const { lines } = JSON.parse(request.body) as { lines: SaleLine[] };
    batches.push(lines.length);
    const outcomes = lines.flatMap((line, place) => {
      const lineId = saleLineId(outletId, line);
      const outcome = judge
        ? judge(line, lineId)
        : taken(lineId, ledger.has(lineId) ? 'duplicate' : 'accepted');
      if (outcome && 'receipt' in outcome) ledger.add(lineId);
      return outcome ? [{ index: place, lineId, ...outcome }] : [];
    });
    answer(response, { outletId, outcomes });
  });
  return { ...server, ledger, batches, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
