import { saleLineId, type SalesReport } from '@fupin/schema';
import { outletId } from './sale-line.ts';

/** A registry inside a page, for tests that need a browser. */
export interface RegistryInPage {
  /** How often it accepted each line: once. */
  readonly accepted: ReadonlyMap<string, number>;
  /** Who sent, request by request, of those that were answered. */
  readonly senders: readonly string[];
  /** What was sent, of those. */
  readonly reports: readonly SalesReport[];
  /** What was asked for, answered or not. */
  readonly requests: readonly RequestInit[];
  /** The `fetch` of a sender. */
  fetchAs(sender: string): typeof fetch;
}

/** A registry inside the page that accepts every line, and fails as it is told to, by the request's number. */
export function registryInPage(
  fault?: (request: number) => Response | undefined | Promise<Response | undefined>,
): RegistryInPage {
  const accepted = new Map<string, number>();
  const senders: string[] = [];
  const reports: SalesReport[] = [];
  const requests: RequestInit[] = [];
  const fetchAs =
    (sender: string): typeof fetch =>
    async (_, init = {}) => {
      const number = requests.push(init);
      await new Promise((resolve) => setTimeout(resolve, 5));
      init.signal?.throwIfAborted();
      const failure = await fault?.(number);
      if (failure) return failure;
      senders.push(sender);
      const report = JSON.parse(await textOf(init)) as SalesReport;
      reports.push(report);
      const outcomes = report.lines.map((line, index) => {
        const lineId = saleLineId(outletId, line);
        const isNew = !accepted.has(lineId);
        accepted.set(lineId, (accepted.get(lineId) ?? 0) + Number(isNew));
        const receipt = {
          receiptId: 'rcp_1',
          lineId,
          acceptedAt: '2020-10-17T08:00:01+08:00',
          fingerprint: 'x',
          certified: true,
          unmatched: false,
        };
        return { index, lineId, outcome: isNew ? 'accepted' : 'duplicate', receipt };
      });
      return Response.json({ outletId, outcomes });
    };
  return { accepted, senders, reports, requests, fetchAs };
}

/** The text of a request's body, which may be gzipped. */
async function textOf({ body, headers }: RequestInit): Promise<string> {
  const sent = new Response(body);
  if (new Headers(headers).get('content-encoding') !== 'gzip') return sent.text();
  const unpacked = sent.body?.pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).text();
}
