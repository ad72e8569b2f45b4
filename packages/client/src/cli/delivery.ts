import type { SaleLine } from '@fupin/schema';
import { authorization } from '../authorization.ts';
import { OutboxError } from '../outbox/errors/outbox-error.ts';
import type { DeadLetter, OutboxProgress } from '../outbox/node.ts';
import { askKey } from './ask-key.ts';
import type { CliContext } from './cli-context.ts';
import { CliError, exitCodes } from './cli-error.ts';
import type { Texts } from './language.ts';
import { LineSender } from './line-sender.ts';
import { grouped } from './numbers.ts';
import type { ProgressBar } from './progress-bar.ts';
import type { ReportOptions } from './report-options.ts';
import { reportDigest, ReportState } from './report-state.ts';

/** One run of the command: what it was asked for, with what it works, and the file that it reports. */
export interface ReportRun {
  readonly options: ReportOptions;
  readonly context: CliContext;
  readonly texts: Texts;
  readonly bar: ProgressBar;
  readonly signal: AbortSignal;
  readonly file: Blob;
}

/** What is to be delivered, and how. */
export interface DeliveryOptions extends ReportRun {
  /** What decides, beside the file, which lines are made of it. */
  readonly decisive: unknown;
  /** How many lines there are. */
  readonly lines: number;
}

/** What became of a report. */
export interface Delivery {
  readonly outletId: string;
  readonly deadLetters: readonly DeadLetter[];
  readonly figures: {
    readonly inLedger: number;
    readonly already: number;
    readonly rejected: number;
  };
  /** The same in lines to be read. */
  readonly report: readonly string[];
}

/** Delivers lines to the registry, going on where an earlier run of the same report ended. */
export async function deliver(
  delivery: DeliveryOptions,
  give: (take: (lines: readonly SaleLine[]) => Promise<void>) => Promise<void>,
): Promise<Delivery> {
  const { options, context, texts, bar, signal, file, decisive, lines } = delivery;
  const need = (value: string | undefined, option: string, variable: string): string => {
    if (value) return value;
    throw new CliError(texts.needsOption(option, variable), exitCodes.usage);
  };
  const registry = need(options.registry, '--registry', 'FUPIN_REGISTRY');
  const outletId = need(options.outletId, '--outlet', 'FUPIN_OUTLET');
  if (!/^https?:\/\//.test(registry) || !URL.canParse(registry)) {
    const message = texts.badValue('--registry', registry, 'https://registry.example');
    throw new CliError(message, exitCodes.usage);
  }
  const key = await keyOf(context, texts, options.state);
  try {
    const digest = await reportDigest(file, [registry, outletId, decisive]);
    const state = await ReportState.open(options.state, digest, context.now());
    if (state.lines > 0) context.stderr.write(`${texts.goingOn(grouped(state.lines))}\n`);
    const begun = state.lines;
    let answered = 0;
    const onProgress = (progress: OutboxProgress) => {
      answered = Math.max(answered, state.lines - progress.queued);
      if (progress.state === 'waiting' && progress.retryAt !== undefined) {
        const time = new Date(progress.retryAt).toTimeString().slice(0, 8);
        bar.show(
          texts.sending,
          answered / lines,
          texts.waiting(time, progress.error?.message ?? ''),
        );
      } else {
        bar.show(
          texts.sending,
          answered / lines,
          texts.sentLines(grouped(answered), grouped(lines)),
        );
      }
    };
    const { state: folder } = options;
    const where = { registry, key, outletId, folder, state, fetch: context.fetch, signal };
    const sender = await LineSender.open({ ...where, onProgress });
    try {
      const wasDone = begun === lines && sender.isIdle;
      await give((taken) => sender.take(taken));
      const deadLetters = await sender.finish();
      bar.clear();
      const inLedger = lines - deadLetters.length;
      const { already } = sender;
      const report = [
        texts.done(grouped(inLedger)),
        ...(already > 0 ? [texts.already(grouped(already))] : []),
        ...(wasDone ? [texts.nothingNew] : []),
      ];
      const figures = { inLedger, already, rejected: deadLetters.length };
      return { outletId, deadLetters, figures, report };
    } finally {
      await sender.close();
    }
  } catch (error) {
    if (signal.aborted || error instanceof CliError) throw error;
    throw explained(error, options.state, texts) ?? error;
  }
}

async function keyOf(context: CliContext, texts: Texts, folder: string): Promise<string> {
  const { environment, stdin, stderr } = context;
  let key = environment['FUPIN_KEY'];
  if (!key && stdin.isTTY && stderr.isTTY) {
    key = await askKey(context, texts.askKey);
    if (key === undefined) throw new CliError(texts.interrupted(folder), exitCodes.interrupted);
  }
  if (!key) throw new CliError(texts.needsKey, exitCodes.usage);
  try {
    authorization(key);
    return key;
  } catch {
    throw new CliError(texts.badKey, exitCodes.usage);
  }
}

function explained(error: unknown, folder: string, texts: Texts): CliError | undefined {
  if (error instanceof OutboxError) {
    if (error.code === 'outboxStopped') {
      const reason = error.cause instanceof Error ? error.cause.message : error.message;
      return new CliError(texts.refused(reason), exitCodes.refused);
    }
    if (error.code === 'outboxFull')
      return new CliError(texts.diskFull(folder), exitCodes.unreadable);
    return new CliError(texts.stateUnusable(folder, error.message), exitCodes.unreadable);
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new CliError(texts.diskFull(folder), exitCodes.unreadable);
  if (
    code === 'EACCES' ||
    code === 'EROFS' ||
    code === 'EPERM' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST'
  ) {
    return new CliError(texts.stateUnusable(folder, message), exitCodes.unreadable);
  }
  return undefined;
}
