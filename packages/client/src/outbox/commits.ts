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

/** Commits through `append`. */
export function createCommits(append: (lines: readonly NewLine[]) => Promise<void>): Commits {
  /** The commit that has not begun; it waits a turn at least, so that lines reported at once share it. */
  let gathering: { readonly lines: NewLine[]; readonly committed: Promise<void> } | undefined;
  let latest = Promise.resolve();
  let closed = false;

  function gather(part: readonly NewLine[]): Promise<void> {
    if (!gathering || gathering.lines.length >= maximumLines) {
      const lines: NewLine[] = [];
      const commit = () => {
        if (gathering?.lines === lines) gathering = undefined;
        return append(lines);
      };
      latest = latest.then(commit, commit);
      gathering = { lines, committed: latest };
    }
    gathering.lines.push(...part);
    return gathering.committed;
  }

  return {
    async add(lines) {
      if (closed) throw new OutboxClosedError();
      const parts: Promise<void>[] = [];
      for (let from = 0; from < lines.length; from += maximumLines) {
        parts.push(gather(lines.slice(from, from + maximumLines)));
      }
      await Promise.all(parts);
    },
    async close() {
      closed = true;
      await latest.catch(() => {});
    },
  };
}
