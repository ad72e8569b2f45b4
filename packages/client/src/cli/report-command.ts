import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { SaleLine } from '@fupin/schema';
import { SalesFileError } from '../adapters/columns/sales-file-error.ts';
import { openSalesSource } from '../adapters/columns/sales-source.ts';
import { savedMappingOf } from '../adapters/columns/saved-mapping.ts';
import { isCarriedFile, readCarriedFile } from './carried-file.ts';
import type { CliContext } from './cli-context.ts';
import { CliError, exitCodes } from './cli-error.ts';
import { deliver, type ReportRun } from './delivery.ts';
import { refusalText, writeFaultyFile } from './faulty-file.ts';
import { FileCheck, type PassOptions } from './file-check.ts';
import type { Texts } from './language.ts';
import { grouped, totalText, yuanText } from './numbers.ts';
import { ProgressBar } from './progress-bar.ts';
import { planReading } from './reading-plan.ts';
import type { ReportOptions } from './report-options.ts';
import { understanding } from './understanding.ts';

/** `fupin report` */
export async function report(
  options: ReportOptions,
  context: CliContext,
  texts: Texts,
): Promise<number> {
  const { file: name } = options;
  const interruption = new AbortController();
  context.onInterrupt(() => {
    // Whoever asks twice does not want to wait; all that is durable is so by now.
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
    interruption.abort();
  });
  const bar = new ProgressBar(context.stderr, texts);
  try {
    const file = await openAsBlob(name);
    const run = { options, context, texts, bar, signal: interruption.signal, file };
    return await ((await isCarriedFile(file)) ? reportCarried(run) : reportTable(run));
  } catch (error) {
    bar.clear();
    if (interruption.signal.aborted) {
      context.stderr.write(`${texts.interrupted(options.state)}\n`);
      return exitCodes.interrupted;
    }
    if (error instanceof SalesFileError) {
      const { what, remedy } = texts.fileErrors[error.code](String(error.row ?? ''));
      throw new CliError(texts.cantRead(name, `${what} ${remedy}`), exitCodes.unreadable);
    }
    const { code, path, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_INVALID_ARG_VALUE' || code === 'ENOENT' || (code && path === name)) {
      throw new CliError(texts.cantRead(name, message), exitCodes.unreadable);
    }
    throw error;
  }
}

async function reportTable(run: ReportRun): Promise<number> {
  const { options, context, texts, bar, signal, file } = run;
  const print = (line: string) => context.stdout.write(`${line}\n`);
  const source = await openSalesSource(file, options);
  const settings = await planReading(source, options, texts);
  const check = new FileCheck(source, settings);
  const pass: PassOptions = {
    now: context.now(),
    signal,
    onProgress: (share, rows) => bar.show(texts.checking, share, texts.checkedRows(grouped(rows))),
  };
  const summary = await check.examine(pass);
  bar.clear();
  if (options.saveMapping !== undefined) {
    const mapping = savedMappingOf(settings, source.headers);
    await writeFile(options.saveMapping, `${JSON.stringify(mapping, null, 2)}\n`);
  }
  const { sales, returns, notPaid, oddities, faults, totalsRows, lines, faultyRows, rows } =
    summary;
  const figures = {
    ...{ rows, lines, faultyRows, totalsRows: totalsRows.length, columns: settings.columns },
    ...{ sales: plain(sales), returns: plain(returns), notPaid: plain(notPaid) },
    ...{ oddities, faults },
  };
  if (!options.isJson) {
    for (const line of understanding(options.file, source, settings, summary, texts)) print(line);
    if (options.saveMapping !== undefined) print(`\n${texts.mappingSaved(options.saveMapping)}`);
  }
  const hasFaults = faultyRows > 0;
  if (options.isDryRun) {
    if (options.isJson) print(JSON.stringify({ ...figures, reported: false }));
    else print(`\n${texts.dryRun}`);
    return hasFaults ? exitCodes.someRejected : exitCodes.done;
  }

  const silent = { ...pass, onProgress: () => undefined };
  const delivery = await deliver({ ...run, decisive: settings, lines }, async (take) => {
    await check.pass(silent, (taken) =>
      take(taken.flatMap(({ checked }) => ('line' in checked ? [checked.line] : []))),
    );
  });
  const { deadLetters, outletId } = delivery;
  const path = `${options.file}.faulty.csv`;
  if (hasFaults || deadLetters.length > 0) {
    const { headers } = source;
    const { width } = summary;
    const faulty = { path, check, pass, headers, width, settings, outletId, deadLetters, texts };
    await writeFaultyFile(faulty);
    bar.clear();
  }
  if (options.isJson) print(JSON.stringify({ ...figures, reported: true, ...delivery.figures }));
  else {
    print('');
    for (const line of delivery.report) print(line);
    if (deadLetters.length > 0) print(texts.rejected(grouped(deadLetters.length), path));
    if (hasFaults) print(texts.faultyWritten(grouped(faultyRows), path));
  }
  return hasFaults || deadLetters.length > 0 ? exitCodes.someRejected : exitCodes.done;
}

/** Reports lines that were carried by hand from a device that could not, or that the registry did not take. */
async function reportCarried(run: ReportRun): Promise<number> {
  const { options, context, texts, file } = run;
  const print = (line: string) => context.stdout.write(`${line}\n`);
  const { outletId, lines } = await readCarriedFile(file, options.file, texts);
  if (options.outletId !== undefined && options.outletId !== outletId) {
    throw new CliError(texts.otherOutlet(options.outletId, outletId), exitCodes.usage);
  }
  const totalOf = (kind: SaleLine['kind']) => {
    const those = lines.filter((line) => line.kind === kind);
    const amountFen = those.reduce((sum, line) => sum + BigInt(line.amountFen), 0n);
    return { lines: those.length, amountFen };
  };
  const [sales, returns, voids] = [totalOf('sale'), totalOf('return'), totalOf('void')];
  const figures = {
    ...{ lines: lines.length, sales: plain(sales), returns: plain(returns), voids: plain(voids) },
  };
  if (!options.isJson) {
    print(texts.understood(options.file, grouped(lines.length), `JSON Lines, ${outletId}`));
    print(texts.totals.sales(totalText(sales)));
    print(texts.totals.returns(totalText(returns)));
    print(texts.totals.voids(totalText(voids)));
    print(texts.totals.net(yuanText(sales.amountFen - returns.amountFen - voids.amountFen)));
  }
  if (options.isDryRun) {
    print(options.isJson ? JSON.stringify({ ...figures, reported: false }) : `\n${texts.dryRun}`);
    return exitCodes.done;
  }
  const outlet = { ...options, outletId };
  const delivery = await deliver(
    { ...run, options: outlet, decisive: 'carried', lines: lines.length },
    (take) => take(lines),
  );
  const { deadLetters } = delivery;
  if (options.isJson) print(JSON.stringify({ ...figures, reported: true, ...delivery.figures }));
  else {
    print('');
    for (const line of delivery.report) print(line);
    for (const letter of deadLetters) print(`  ${letter.lineId}: ${refusalText(letter, texts)}`);
  }
  return deadLetters.length > 0 ? exitCodes.someRejected : exitCodes.done;
}

/** A total as JSON can hold it: sums beyond 2^53 fen are beyond all trade. */
const plain = ({ lines, amountFen }: { readonly lines: number; readonly amountFen: bigint }) => ({
  lines,
  amountFen: Number(amountFen),
});
