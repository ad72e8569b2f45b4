import type { ImportProgress } from '../import/import-directory.ts';

const width = 28;
const plainLineMs = 5_000;
const redrawMs = 100;

/** Shows how far an import has come: a bar that redraws itself on a terminal, elsewhere a line every five seconds. */
export function progressBar(stream: NodeJS.WriteStream): {
  show(progress: ImportProgress): void;
  /** Leaves the bar as it is and goes to the next line. */
  end(): void;
} {
  const started = performance.now();
  let shownAt = stream.isTTY ? -redrawMs : started;
  let isDrawn = false;
  return {
    show(progress) {
      const now = performance.now();
      const isDone = progress.bytes >= progress.totalBytes;
      if (now - shownAt < (stream.isTTY ? redrawMs : plainLineMs) && !(isDone && stream.isTTY))
        return;
      shownAt = now;
      const share = progress.totalBytes === 0 ? 1 : progress.bytes / progress.totalBytes;
      const text = describe(progress, share, now - started);
      if (!stream.isTTY) {
        stream.write(`${text}\n`);
        return;
      }
      const filled = Math.round(share * width);
      stream.write(`\r\u001b[2K${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${text}`);
      isDrawn = true;
    },
    end() {
      if (isDrawn) stream.write('\n');
    },
  };
}

function describe({ rows }: ImportProgress, share: number, elapsedMs: number): string {
  const rate = Math.round(rows / Math.max(elapsedMs / 1000, 0.001));
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `${percent} %  ${rows.toLocaleString('en')} rows  ${rate.toLocaleString('en')} rows/s`;
}
