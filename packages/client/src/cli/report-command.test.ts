import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fupin, startFupin } from '../../test/fupin.ts';
import { outletId, salesSink, saleLine, taken } from '../../test/sink.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createOutbox } from '../outbox/node.ts';

const header = '小票号,时间,商品编码,品名,数量,单价';
const rows = [
  'A1,2020-10-17 08:00,1001,平山核桃,2,29.90',
  'A1,2020-10-17 08:00,1002,云栖绿茶,1,"1,080.00"',
  'C2,2020-10-17 09:00,1001,平山核桃,-1,29.90',
  'A3,2020-10-17 10:00,1003,,1,0',
];

async function inFolder(...content: readonly string[]) {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'sales.csv');
  await writeFile(file, [header, ...content].join('\r\n'));
  const run = (registry: string, ...more: readonly string[]) =>
    ['report', file, '--registry', registry, '--outlet', outletId, ...more] as const;
  return { folder, file, run, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

const key = { FUPIN_KEY: 'sk_1' };
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => `R${n},2020-10-17 08:00,${n % 50},货,1,1.50`);

describe('fupin report', () => {
  it('says in a dry run what it understood, and needs neither key nor registry', async () => {
    await using sales = await inFolder(...rows, '合计,,,,3,1109.90', 'A4,昨天,1001,核桃,1,2');
    const { code, out, error } = await fupin(['report', sales.file, '--dry-run']);
    assert.equal(error, '');
    assert.equal(code, 1);
    assert.match(out, /6 rows, CSV, UTF-8/);
    assert.match(out, /Receipt number: 小票号/);
    assert.match(out, /Sales +3 lines, 1,139\.80 yuan/);
    assert.match(out, /Returns +1 lines, 29\.90 yuan/);
    assert.match(out, /Net +1,109\.90 yuan/);
    assert.match(out, /1 of them is on a cancellation .*\(rows 4\)/);
    assert.match(
      out,
      /1 row with an amount of zero.*\(rows 5\)|1 row .*amount of zero.*\(rows 5\)/,
    );
    assert.match(out, /1 row has no item name.*\(rows 5\)/);
    assert.match(out, /1 rows of totals were left out.*\(rows 6\)/);
    assert.match(out, /Time of sale: Not a date.* "昨天" ×1 \(rows 7\)/);
    assert.match(out, /Dry run: nothing was reported/);
  });

  it('is a command that can be called', async () => {
    await using sales = await inFolder(...rows);
    const { code, out } = await startFupin(['report', sales.file, '--dry-run']).ended;
    assert.equal(code, 0);
    assert.match(out, /Net +1,109\.90 yuan/);
  });

  it('speaks Chinese where the system does', async () => {
    await using sales = await inFolder(...rows);
    const { out } = await fupin(['report', sales.file, '--dry-run'], { LANG: 'zh_CN.UTF-8' });
    assert.match(out, /销售　　3 行，1,139\.80 元/);
    assert.match(out, /收银单号：小票号/);
    assert.match(out, /试运行：没有上报任何内容/);
  });

  it('reports every line once, and sends nothing when it is started again', async () => {
    await using sales = await inFolder(...rows);
    await using sink = await salesSink();
    const first = await fupin(sales.run(sink.url), key);
    assert.equal(first.code, 0, first.error);
    assert.match(first.out, /4 lines are in the ledger/);
    const place = `${outletId}/main/2020-10-17`;
    assert.deepEqual([...sink.ledger].toSorted(), [
      `${place}/A1/1/sale`,
      `${place}/A1/2/sale`,
      `${place}/A3/1/sale`,
      `${place}/C2/1/return`,
    ]);
    const batches = sink.batches.length;
    const second = await fupin(sales.run(sink.url), key);
    assert.equal(second.code, 0);
    assert.match(second.out, /4 lines are in the ledger/);
    assert.match(second.out, /Everything had been reported before/);
    assert.equal(sink.batches.length, batches);
  });

  it('writes rows with faults to a file that makes the same lines once they are corrected', async () => {
    await using sales = await inFolder(...rows, 'A1,2020-10-17 08:00,1004,枸杞,一,12.50');
    await using sink = await salesSink();
    const { code, out } = await fupin(sales.run(sink.url), { ...key, LANG: 'zh_CN.UTF-8' });
    assert.equal(code, 1);
    assert.match(out, /1 行有问题，已写入 .*sales\.csv\.faulty\.csv/);
    const faulty = `${sales.file}.faulty.csv`;
    const text = await readFile(faulty, 'utf8');
    assert.match(text, /数量: 不是数字/);
    await writeFile(faulty, text.replace(',一,', ',3,'));
    const again = ['report', faulty, '--registry', sink.url, '--outlet', outletId];
    const corrected = await fupin(again, key);
    assert.equal(corrected.code, 0, corrected.error);
    assert.ok(sink.ledger.has(`${outletId}/main/2020-10-17/A1/3/sale`));
    assert.equal(sink.ledger.size, 5);
  });

  it('writes lines that the registry did not take to that file too, and tries them again', async () => {
    await using sales = await inFolder(...rows);
    let isOpen = false;
    await using sink = await salesSink((line, lineId) =>
      line.kind === 'return' && !isOpen
        ? { outcome: 'rejected', problem: { code: 'originalNotFound', detail: 'No.', issues: [] } }
        : taken(lineId),
    );
    const { code, out } = await fupin(sales.run(sink.url), key);
    assert.equal(code, 1);
    assert.match(out, /3 lines are in the ledger/);
    assert.match(out, /1 lines were not accepted/);
    const text = await readFile(`${sales.file}.faulty.csv`, 'utf8');
    assert.match(text, /^C2,.*,1,main,件,4,"The original sale isn’t in the ledger/m);
    isOpen = true;
    assert.equal((await fupin(sales.run(sink.url), key)).code, 0);
    assert.equal(sink.ledger.size, 4);
  });

  it('keeps how columns were read, and reads them so the next time', async () => {
    await using folder = await temporaryFolder();
    const [file, mapping] = [join(folder.path, 'machine.csv'), join(folder.path, 'mapping.json')];
    await writeFile(
      file,
      '时刻表,卖了什么,收了\n2020-10-17 08:00:05,核桃,9.90\n2020-10-17 08:00:05,核桃,9.90\n',
    );
    const unknown = await fupin(['report', file, '--dry-run']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.error, /No column was recognised for: receipt number; .*quantity/);
    assert.match(unknown.error, /"receiptFromTime": true/);
    const columns = { soldAt: '时刻表', name: '卖了什么', amount: '收了' };
    await writeFile(mapping, JSON.stringify({ columns, quantity: '1', receiptFromTime: true }));
    const saved = join(folder.path, 'saved.json');
    const read = ['report', file, '--dry-run', '--json', '--mapping', mapping];
    const { code, out } = await fupin([...read, '--save-mapping', saved]);
    assert.equal(code, 0);
    const { sales } = JSON.parse(out) as { sales: object };
    assert.deepEqual(sales, { lines: 2, amountFen: 1980 });
    assert.deepEqual(JSON.parse(await readFile(saved, 'utf8')), {
      ...{ columns, terminalId: 'main', unit: '件', quantity: '1', receiptFromTime: true },
    });
  });

  it('asks for the order of day and month where the file leaves it open', async () => {
    await using sales = await inFolder('A1,3/4/2020 8:00,1,核桃,1,2');
    const open = await fupin(['report', sales.file, '--dry-run']);
    assert.equal(open.code, 2);
    assert.match(open.error, /Which day is "3\/4\/2020 8:00"\?/);
    const { code } = await fupin(['report', sales.file, '--dry-run', '--dates', 'dayFirst']);
    assert.equal(code, 0);
  });

  const wrongCalls: [what: string, parameters: string[], code: number, error: RegExp][] = [
    ['no command', [], 2, /Usage: fupin report FILE/],
    ['another command', ['sell'], 2, /There is no command "sell"/],
    ['no file', ['report'], 2, /needs one file/],
    ['a file that is not there', ['report', '/nowhere.csv'], 4, /\/nowhere\.csv can’t be read/],
    ['an unknown option', ['report', 'a.csv', '--fast'], 2, /--fast/],
    ['a key', ['report', 'a.csv', '--key', 'sk_secret'], 2, /FUPIN_KEY/],
    ['a key by itself', ['report', 'a.csv', 'sk_secret'], 2, /FUPIN_KEY/],
    ['an unknown order of dates', ['report', 'a.csv', '--dates', 'x'], 2, /Expected: dayFirst/],
  ];
  for (const [what, parameters, code, error] of wrongCalls) {
    it(`refuses ${what}`, async () => {
      const run = await fupin(parameters);
      assert.equal(run.code, code);
      assert.match(run.error, error);
      assert.doesNotMatch(run.error, /sk_secret|\n\s+at /);
    });
  }

  it('needs registry, outlet and key to report', async () => {
    await using sales = await inFolder(...rows);
    const run = (...more: string[]) => fupin(['report', sales.file, ...more]);
    assert.match((await run()).error, /--registry is missing/);
    assert.match((await run('--registry', 'http://127.0.0.1:1')).error, /--outlet is missing/);
    const { code, error } = await run('--registry', 'http://127.0.0.1:1', '--outlet', outletId);
    assert.equal(code, 2);
    assert.match(error, /The key is missing, and there is no terminal/);
  });

  it('ends where the registry refuses the key, and goes on with a better one', async () => {
    await using sales = await inFolder(...rows);
    await using sink = await salesSink(undefined, ({ headers }) =>
      headers.authorization === 'Bearer sk_1' ? undefined : { status: 401 },
    );
    const refused = await fupin(sales.run(sink.url), { FUPIN_KEY: 'sk_old' });
    assert.equal(refused.code, 3);
    assert.match(refused.error, /The registry refuses the report: .*401/);
    assert.doesNotMatch(refused.error + refused.out, /sk_old/);
    const { code } = await fupin(sales.run(sink.url), key);
    assert.equal(code, 0);
    assert.equal(sink.ledger.size, 4);
  });
});

describe('a report that is stopped', () => {
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    it(`by ${signal} goes on where it was, and counts every line once`, async () => {
      await using sales = await inFolder(...many(6000));
      let isFailing = true;
      let requests = 0;
      let onHalf: () => void = () => undefined;
      const half = new Promise<void>((resolve) => (onHalf = resolve));
      await using sink = await salesSink(
        (_, lineId) => {
          const outcome = taken(lineId, sink.ledger.has(lineId) ? 'duplicate' : 'accepted');
          const acceptedAt = new Date().toISOString();
          return { ...outcome, receipt: { ...outcome.receipt, acceptedAt } };
        },
        // A registry that fails after two batches leaves the other lines queued, or not even read.
        () => {
          if (!isFailing || requests++ < 2) return undefined;
          onHalf();
          return { status: 503 };
        },
      );
      const { child, ended } = startFupin(sales.run(sink.url), key);
      await half;
      child.kill(signal);
      const { code, error } = await ended;
      assert.equal(code, signal === 'SIGKILL' ? null : 130);
      if (signal !== 'SIGKILL') assert.match(error, /Stopped\. What is not sent yet is kept in/);
      assert.ok(sink.ledger.size < 6000);

      isFailing = false;
      const second = await fupin(sales.run(sink.url), key);
      assert.equal(second.code, 0, second.error);
      assert.match(second.error, /Going on after \d,\d{3} lines of last time/);
      assert.match(second.out, /6,000 lines are in the ledger/);
      assert.doesNotMatch(second.out, /were there before/);
      assert.equal(sink.ledger.size, 6000);
    });
  }

  it('is begun anew where the file was changed', async () => {
    await using sales = await inFolder(...rows);
    await using sink = await salesSink();
    await fupin(sales.run(sink.url), key);
    await writeFile(sales.file, [header, ...rows, 'A9,2020-10-18 08:00,1,核桃,1,2'].join('\n'));
    const { code, error, out } = await fupin(sales.run(sink.url), key);
    assert.equal(code, 0);
    assert.doesNotMatch(error, /Going on/);
    assert.match(out, /5 lines are in the ledger/);
    assert.equal(sink.ledger.size, 5);
  });
});

it('forgets what was refused of a file that was corrected since', async () => {
  await using sales = await inFolder(...rows);
  await using sink = await salesSink((line, lineId) =>
    line.amountFen === 108_000
      ? { outcome: 'rejected', problem: { code: 'invalidInput', detail: 'No.', issues: [] } }
      : taken(lineId),
  );
  assert.equal((await fupin(sales.run(sink.url), key)).code, 1);
  await writeFile(sales.file, [header, ...rows].join('\n').replace('1,080.00', '108.00'));
  const { code, out } = await fupin(sales.run(sink.url), key);
  assert.equal(code, 0, out);
  assert.match(out, /4 lines are in the ledger/);
});

describe('a file that was carried by hand', () => {
  it('is reported where it is as the device wrote it', async () => {
    await using folder = await temporaryFolder();
    await using refusing = await salesSink(() => ({
      outcome: 'rejected',
      problem: { code: 'originalNotFound', detail: 'No.', issues: [] },
    }));
    await using sink = await salesSink();
    const outbox = await createOutbox({
      ...{ registry: refusing.url, key: 'sk_1', outletId, folder: join(folder.path, 'till') },
    });
    await outbox.reportAll([saleLine(1), saleLine(2, { kind: 'void', amountFen: 100 })]);
    await outbox.flush();
    const exported = await outbox.exportDeadLetters();
    await outbox.close();
    const file = join(folder.path, 'carried.jsonl');
    await writeFile(file, exported);

    const { code, out, error } = await fupin(['report', file, '--registry', sink.url], key);
    assert.equal(code, 0, error);
    assert.match(out, /Sales +1 lines, 29\.90 yuan/);
    assert.match(out, /Voids +1 lines, 1\.00 yuan/);
    assert.equal(sink.ledger.size, 2);

    const other = await fupin(['report', file, '--registry', sink.url, '--outlet', 'out_2'], key);
    assert.equal(other.code, 2);
    await writeFile(file, exported.replace('2990', '9990'));
    const changed = await fupin(['report', file, '--registry', sink.url], key);
    assert.equal(changed.code, 4);
    assert.match(changed.error, /is not as a device wrote it/);
  });
});
