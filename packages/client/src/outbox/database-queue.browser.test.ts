import { expect } from '@open-wc/testing';
import { carriedLines, countedLines } from '../../test/carried-lines.ts';
import { registryInPage, type RegistryInPage } from '../../test/registry-in-page.ts';
import { outletId, saleLine } from '../../test/sale-line.ts';
import {
  createOutbox as openOutbox,
  OutboxFormatError,
  type BrowserOutboxOptions,
} from './browser.ts';
import { openDatabaseQueue } from './database-queue.ts';
import { epochOf } from './device-key.ts';
import { lineNumbers, numberedLines } from './numbered-lines.ts';

const registry = 'https://registry.example';
let number = 0;
const createOutbox = (options: BrowserOutboxOptions) =>
  openOutbox({ ...options, numbers: lineNumbers });
const freshName = () => `queue-${Date.now()}-${number++}`;
const optionsFor = (page: RegistryInPage) => ({
  ...{ registry, key: 'rs_1', outletId, name: freshName(), fetch: page.fetchAs('a') },
});

/** Opens a database as a client of a version would, and closes it. */
const openAs = (name: string, version: number, upgrade?: (database: IDBDatabase) => void) =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade?.(request.result);
    request.onsuccess = () => resolve(request.result.close());
    request.onerror = () => reject(request.error as DOMException);
  });

/** The terminals and their lines as a registry counts them; throws where a number is missing, double or out of its chain. */
async function countedBy({ reports }: RegistryInPage) {
  const lines = await Promise.all(reports.map((report) => carriedLines(outletId, report)));
  return countedLines(lines.flat());
}

describe('the queue of a browser', () => {
  it('numbers the lines of each terminal from 1, and goes on where it was closed', async () => {
    const page = registryInPage();
    const options = optionsFor(page);
    const lines = [1, 2, 3, 4, 5].map((each) =>
      saleLine(each, { terminalId: each % 2 ? 'till-1' : '收银台/2' }),
    );
    for (const part of [lines.slice(0, 3), lines.slice(3)]) {
      const outbox = await createOutbox(options);
      await outbox.reportAll(part);
      await outbox.flush();
      await outbox.close();
    }
    const counted = await countedBy(page);
    expect(counted.get('till-1')?.map((line) => line.sequence)).to.deep.equal([1, 2, 3]);
    expect(counted.get('收银台/2')?.map((line) => line.sequence)).to.deep.equal([1, 2]);
    const epochs = [...counted.values()].flat().map((line) => line.epoch);
    expect(new Set(epochs).size).to.equal(1);
  });

  it('keeps lines with numbers for a page that carries them', async () => {
    const page = registryInPage();
    const options = optionsFor(page);
    const away = () => Promise.reject(new TypeError('Failed to fetch'));
    const numbering = await createOutbox({ ...options, fetch: away });
    await numbering.report(saleLine(1));
    await numbering.close();
    const plain = await openOutbox(options);
    const stopped = await plain.flush().catch((error: unknown) => error);
    expect(String(stopped)).to.contain('expected the option `numbers`');
    expect(page.requests).to.have.length(0);
    await plain.close();
    const carrying = await createOutbox(options);
    await carrying.flush();
    expect((await countedBy(page)).get('till-1')).to.have.length(1);
    await carrying.close();
  });

  it('sends lines of a page that numbers none', async () => {
    const page = registryInPage();
    const options = optionsFor(page);
    const outbox = await openOutbox(options);
    await outbox.reportAll([1, 2, 3].map((each) => saleLine(each)));
    await outbox.flush();
    expect(page.reports.map(({ lines, carried }) => [lines.length, carried])).to.deep.equal([
      [3, undefined],
    ]);
    await outbox.close();
  });

  it('numbers without hole or double what several tabs report at once', async () => {
    const page = registryInPage();
    const name = freshName();
    const open = (tab: string) =>
      createOutbox({ registry, key: 'rs_1', outletId, name, fetch: page.fetchAs(tab) });
    const tabs = await Promise.all(['a', 'b', 'c'].map(open));
    const reporting = tabs.flatMap((tab, place) =>
      Array.from({ length: 40 }, async (_, turn) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
        const first = place * 1000 + turn * 3;
        const terminalId = turn % 4 ? 'till-1' : 'till-2';
        await tab.reportAll([0, 1, 2].map((each) => saleLine(first + each, { terminalId })));
      }),
    );
    await Promise.all(reporting);
    await Promise.all(tabs.map((tab) => tab.flush()));
    const counted = await countedBy(page);
    expect(counted.get('till-1')?.length).to.equal(3 * 30 * 3);
    expect(counted.get('till-2')?.length).to.equal(3 * 10 * 3);
    expect(page.accepted.size).to.equal(360);
    for (const tab of tabs) await tab.close();
  });

  it('has one key, which never leaves the browser, however many tabs make it at once', async () => {
    const name = freshName();
    const queues = await Promise.all(
      [1, 2, 3].map(() => openDatabaseQueue(name, outletId, numberedLines)),
    );
    const keys = await Promise.all(queues.map((queue) => queue.deviceKey()));
    expect(new Set(keys.map((key) => key?.epoch)).size).to.equal(1);
    const [key] = keys;
    expect(await epochOf(key?.publicKey ?? {})).to.equal(key?.epoch);
    expect(key?.privateKey.extractable).to.be.false;
    for (const queue of queues) await queue.close();
  });

  it('queues and sends lines without numbers on a page that came without TLS', async () => {
    const page = registryInPage();
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined });
    try {
      const fetch = page.fetchAs('a');
      const outbox = await createOutbox({
        registry,
        key: 'rs_1',
        outletId,
        name: freshName(),
        fetch,
      });
      await outbox.reportAll([saleLine(1), saleLine(2)]);
      await outbox.flush();
      await outbox.close();
    } finally {
      Reflect.deleteProperty(crypto, 'subtle');
    }
    expect(crypto.subtle).to.be.instanceOf(SubtleCrypto);
    expect(page.accepted.size).to.equal(2);
    expect(page.reports.map((report) => report.carried)).to.deep.equal([undefined]);
  });

  it('delivers what a client of format version 1 left, and numbers what comes after', async () => {
    const name = freshName();
    const left = [1, 2].map((each) => saleLine(each));
    const letter = {
      deadLetterId: 3,
      lineId: `${outletId}/till-1/2020-10-17/3/1/sale`,
      line: saleLine(3),
      outcome: 'rejected',
      problem: { code: 'invalidInput', detail: 'no', issues: [] },
      rejectedAt: '2020-10-17T00:00:00.000Z',
    };
    await openAs(name, 1, (database) => {
      database.createObjectStore('about').put(outletId, 'outletId');
      const lines = database.createObjectStore('lines', { autoIncrement: true });
      lines.createIndex('lineId', 'lineId');
      for (const line of left) {
        const lineId = `${outletId}/till-1/2020-10-17/${line.receiptNo}/1/sale`;
        lines.add({ lineId, json: JSON.stringify(line) });
      }
      database.createObjectStore('deadLetters', { keyPath: 'deadLetterId' }).add(letter);
    });
    const page = registryInPage();
    const fetch = page.fetchAs('a');
    const outbox = await createOutbox({ registry, key: 'rs_1', outletId, name, fetch });
    expect(outbox.progress.queued).to.equal(2);
    expect(await outbox.deadLetters()).to.deep.equal([letter]);
    await outbox.report(saleLine(4));
    await outbox.flush();
    expect(
      page.reports.flatMap((report) => report.lines.map((line) => line.receiptNo)),
    ).to.deep.equal(['1', '2', '4']);
    const [old, fresh] = page.reports;
    expect(old?.lines.length).to.equal(2);
    expect(old?.carried).to.equal(undefined);
    expect(fresh?.carried?.map(({ first, count }) => [first, count])).to.deep.equal([[1, 1]]);
    await outbox.close();
  });

  it('is refused to an older client', async () => {
    const name = freshName();
    const page = registryInPage();
    const fetch = page.fetchAs('a');
    await (await createOutbox({ registry, key: 'rs_1', outletId, name, fetch })).close();
    const error = await openAs(name, 1).catch((reason: unknown) => reason);
    expect((error as DOMException).name).to.equal('VersionError');
  });

  it('is refused when a newer client made it', async () => {
    const name = freshName();
    await openAs(name, 3);
    const error = await openDatabaseQueue(name, outletId, numberedLines).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(OutboxFormatError);
    expect(String(error)).to.contain('use a newer client');
  });
});
