/** The registry of the bench in a process of its own: opens a database, answers on a free port, and works as `serve` does. */
import { generateSigningKey } from '@fupin/credential';
import { createRegistry, fixedKey, openDatabase } from '@fupin/registry';
import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLedgerWorker } from '../../packages/registry/src/ledger/ledger-worker.ts';
import { createLogWorker } from '../../packages/registry/src/log/log-worker.ts';
import { newLogKeyJwk, readLogKey } from '../../packages/registry/src/log/log-key.ts';
import { insertBare } from './bare-insert.ts';
import { fillDirectory } from './directory.ts';

const publicUrl = 'https://registry.example';
const keys = fixedKey(await generateSigningKey());
const logKey = await readLogKey(JSON.stringify(newLogKeyJwk()), publicUrl, 'the bench');

/**
 * What the bench asks of this process, one thing after the other. `drain` answers when so many lines are in log and roll-ups, with the
 * microseconds of CPU since it was asked for last.
 */
export type Request =
  | { readonly do: 'open'; readonly place: string }
  | { readonly do: 'drain'; readonly lines: number }
  | { readonly do: 'close' }
  | { readonly do: 'insertBare'; readonly linesBefore: number };

let close = (): Promise<void> => Promise.resolve();
let drain = (_lines: number): Promise<number> => Promise.resolve(0);
let place = '';

async function open(): Promise<{ url: string; key: string }> {
  const database = await openDatabase(place);
  const key = await fillDirectory(database, new Date());
  const { fetch } = createRegistry({ database, keys, publicUrl });
  const server = createAdaptorServer({ fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const worker = createLogWorker({ database, publicUrl, keys, logKey });
  await worker.turn();
  worker.start();
  const ledger = createLedgerWorker({ database });
  const summing = ledger.start();
  let before = process.cpuUsage();
  const linesInSums = async () => {
    const sums = await database.db
      .selectFrom('ledgerSum')
      .select('lines')
      .where('scope', '=', '')
      .where('dimension', '=', 'total')
      .where('period', '=', '2020')
      .executeTakeFirst();
    return sums?.lines ?? 0;
  };
  drain = async (lines) => {
    // A round of the registry's own that is under way may hold what a turn would take.
    do {
      await worker.turn();
      await ledger.turn();
    } while ((await linesInSums()) < lines);
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const { stored } = await database.db
      .selectFrom('saleLine')
      .select((count) => count.fn.countAll<number>().as('stored'))
      .executeTakeFirstOrThrow();
    if (stored !== lines) throw new Error(`${stored} lines are stored, not ${lines}`);
    return user + system;
  };
  close = async () => {
    await worker.stop();
    await summing.stop();
    server.closeAllConnections();
    server.close();
    await database.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key };
}

async function answer(request: Request): Promise<unknown> {
  switch (request.do) {
    case 'open':
      place = request.place;
      return open();
    case 'drain':
      return drain(request.lines);
    case 'close':
      return close();
    case 'insertBare':
      return insertBare(place, request.linesBefore);
  }
}

process.on('message', (request: Request) => {
  answer(request).then(
    (answered) => process.send?.({ answered }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
