import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { SalesReport } from '@fupin/schema';
import { carriedLines, countedLines } from '../../packages/client/test/carried-lines.ts';
import { outletId, salesSink } from '../../packages/client/test/sink.ts';
import { killRenderer } from './browser-scenario.ts';

it('loses and doubles no line of a till whose tab is killed, and keeps their order', async () => {
  await using sink = await salesSink();
  const { durable } = await killRenderer({ kills: 10, registry: sink.url });
  const lost = durable.filter((lineId) => !sink.ledger.has(lineId));
  assert.ok(durable.length > 100, `${durable.length} lines were called durable`);
  assert.deepEqual(lost, []);

  const reports = sink.requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body) as SalesReport);
  const lines = (await Promise.all(reports.map((each) => carriedLines(outletId, each)))).flat();
  for (const [terminalId, counted] of countedLines(lines)) {
    const numbers = counted.map(({ lineId }) => Number(lineId.split('/')[3]));
    assert.equal(new Set(numbers).size, numbers.length, `a line of ${terminalId} has two numbers`);
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
      `the lines of ${terminalId} are not in their order`,
    );
    const arrived = [...sink.ledger].filter((lineId) => lineId.split('/')[1] === terminalId);
    assert.deepEqual(
      arrived,
      counted.map(({ lineId }) => lineId),
    );
  }
});
