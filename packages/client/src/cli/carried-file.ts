import type { SaleLine } from '@fupin/schema';
import {
  UntrustedExportError,
  verifyDeadLetters,
  verifyQueued,
  type ExportedLine,
  type VerifiedExport,
} from '../outbox/export/verify-export.ts';
import { CliError, exitCodes } from './cli-error.ts';
import type { Texts } from './language.ts';

/** Whether a file begins as one of lines that were carried by hand does. */
export async function isCarriedFile(file: Blob): Promise<boolean> {
  return /^\{"/.test(await file.slice(0, 2).text());
}

/** The lines of a file that a device exported, once it is known to be as the device wrote it. */
export async function readCarriedFile(
  file: Blob,
  name: string,
  texts: Texts,
): Promise<{ readonly outletId: string; readonly lines: readonly SaleLine[] }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let verified: VerifiedExport<ExportedLine>;
  try {
    verified = await verifyDeadLetters(bytes).catch((error: unknown) => {
      if (error instanceof UntrustedExportError) return verifyQueued(bytes);
      throw error;
    });
  } catch (error) {
    if (!(error instanceof UntrustedExportError)) throw error;
    throw new CliError(texts.untrusted(name, error.message), exitCodes.unreadable);
  }
  return { outletId: verified.outletId, lines: verified.lines.map(({ line }) => line) };
}
