import type { NewLine } from './queue.ts';

const maximumLines = 5000;

/** Gathers lines that are reported while a commit is under way into the next commit, so that many share one fsync. */
export interface Commits {
  /** Resolves when the lines are durable. */
  add(lines: readonly NewLine[]): Promise<void>;
  /** Resolves when all lines added so far are durable or refused. */
  settled(): Promise<void>;
}

/** Commits through `append`. */
export function createCommits(append: (lines: readonly NewLine[]) => Promise<void>): Commits {
  /** The lines of the latest commit until it begins; that is a turn later at least, so that lines reported at once share it. */
  let gathering: NewLine[] | undefined;
  let latest = Promise.resolve();

  function gather(part: readonly NewLine[]): Promise<void> {
    if (!gathering || gathering.length >= maximumLines) {
      const lines: NewLine[] = (gathering = []);
      const commit = () => {
        if (gathering === lines) gathering = undefined;
        return append(lines);
      };
      latest = latest.then(commit, commit);
    }
    gathering.push(...part);
    return latest;
  }

  return {
    async add(lines) {
      const parts: Promise<void>[] = [];
      for (let from = 0; from < lines.length; from += maximumLines) {
        parts.push(gather(lines.slice(from, from + maximumLines)));
      }
      await Promise.all(parts);
    },
    settled: () => latest.catch(() => {}),
  };
}
