/** A sink that accepts every sale line with a receipt, in a process of its own; `outage` as argument: it answers 503 only. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { saleLineId, type SaleLine } from '@fupin/schema';

const isOut = process.argv[2] === 'outage';
let requests = 0;

const server = createServer(async (request, response) => {
  requests += 1;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (isOut) {
    response.writeHead(503).end();
    return;
  }
  const outletId = request.url?.split('/')[3] ?? '';
  const { lines } = JSON.parse(Buffer.concat(chunks).toString()) as { lines: SaleLine[] };
  const outcomes = lines.map((line, index) => {
    const lineId = saleLineId(outletId, line);
    const receipt = {
      receiptId: `rcp_${index}`,
      lineId,
      acceptedAt: '2020-10-17T08:00:01.000+08:00',
      fingerprint: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
      certified: true,
      unmatched: false,
    };
    return { index, lineId, outcome: 'accepted', receipt };
  });
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ outletId, outcomes }));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.send?.(requests));
process.on('disconnect', () => process.exit());
