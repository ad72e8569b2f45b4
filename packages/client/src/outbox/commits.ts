import { OutboxClosedError } from './errors/outbox-closed-error.ts';
import type { NewLine } from './queue.ts';

const maximumLines = 5000;

/** Gathers lines that are reported while a commit is under way into the next commit, so that many share one fsync. */
export interface Commits {
  /** Resolves when the lines are durable. */
  add(lines: readonly NewLine[]): Promise<void>;
  /** Refuses further lines; resolves when those before are durable or refused. */
  close(): Promise<void>;
}

interface Waiting {
  readonly lines: readonly NewLine[];
  resolve(): void;
  reject(reason: unknown): void;
}

/** Commits through `append`. */
export function createCommits(append: (lines: readonly NewLine[]) => Promise<void>): Commits {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  async function commitAll(): Promise<void> {
    while (waiting.length > 0) {
      const commit = takeCommit();
      try {
        await append(commit.flatMap((entry) => entry.lines));
        for (const entry of commit) entry.resolve();
      } catch (error) {
        for (const entry of commit) entry.reject(error);
      }
    }
    running = undefined;
  }

  function takeCommit(): Waiting[] {
    let lines = 0;
    let end = 0;
    for (; end < waiting.length && lines < maximumLines; end++) {
      lines += waiting[end]?.lines.length ?? 0;
    }
    const commit = waiting.slice(0, end);
    waiting = waiting.slice(end);
    return commit;
  }

  return {
    async add(lines) {
      if (closed) throw new OutboxClosedError();
      const parts: Promise<void>[] = [];
      for (let from = 0; from < lines.length; from += maximumLines) {
        const part = lines.slice(from, from + maximumLines);
        parts.push(
          new Promise((resolve, reject) => waiting.push({ lines: part, resolve, reject })),
        );
      }
      // The first commit waits a turn, so that lines reported at once share it.
      running ??= Promise.resolve().then(commitAll);
      await Promise.all(parts);
    },
    async close() {
      closed = true;
      await running;
    },
  };
}
