import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How far a report is, as its folder keeps it. */
interface Stored {
  readonly version: 1;
  /** Of what is reported, and to whom. */
  readonly digest: string;
  /** When it was first begun, RFC 3339. */
  readonly startedAt: string;
  /** Lines that are in the outbox or have left it. */
  readonly lines: number;
  /** Of those, lines that the registry had before. */
  readonly already: number;
}

/**
 * What a report remembers from one run to the next. Lines are put into the outbox first and counted here after, so that a kill
 * between the two puts some in again, which the registry answers as duplicates: none is lost, and none counts twice.
 */
export class ReportState {
  readonly #file: string;
  #stored: Stored;

  private constructor(file: string, stored: Stored) {
    this.#file = file;
    this.#stored = stored;
  }

  /** Takes up the report of the same digest, or begins it. */
  static async open(folder: string, digest: string, now: Date): Promise<ReportState> {
    await mkdir(folder, { recursive: true });
    const file = join(folder, 'report.json');
    const found = await readStored(file);
    const begun = {
      version: 1,
      digest,
      startedAt: now.toISOString(),
      lines: 0,
      already: 0,
    } as const;
    return new ReportState(file, found?.digest === digest ? found : begun);
  }

  get lines(): number {
    return this.#stored.lines;
  }

  get already(): number {
    return this.#stored.already;
  }

  get startedAt(): string {
    return this.#stored.startedAt;
  }

  async save(change: Partial<Pick<Stored, 'lines' | 'already'>>): Promise<void> {
    this.#stored = { ...this.#stored, ...change };
    const beside = `${this.#file}.new`;
    await writeFile(beside, JSON.stringify(this.#stored));
    await rename(beside, this.#file);
  }
}

async function readStored(file: string): Promise<Stored | undefined> {
  try {
    const stored = JSON.parse(await readFile(file, 'utf8')) as Partial<Stored>;
    // What was torn or is of another version is forgotten: reporting again costs time and changes nothing.
    return stored.version === 1 && Number.isSafeInteger(stored.lines)
      ? (stored as Stored)
      : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256 over a file and what else decides which lines are made of it, and for whom. */
export async function reportDigest(file: Blob, decisive: unknown): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(decisive));
  const piece = 1024 * 1024;
  for (let from = 0; from < file.size; from += piece) {
    hash.update(new Uint8Array(await file.slice(from, from + piece).arrayBuffer()));
  }
  return hash.digest('base64url');
}
