import type { StoredApplication } from '../applications/application-store.ts';
import type { EvidenceRow } from '../applications/application-tables.ts';
import { answeredApplication, seenApplication } from '../applications/seen-application.ts';
import { isSubmittable } from '../applications/track-flow.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { randomId } from '../record-id.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import { noteLooseFile, removeEvidence, writeEvidence } from './evidence-store.ts';

/** How much evidence one application may hold. */
export const evidenceQuota = { files: 50, bytes: 100 * 1_048_576 } as const;

type EvidenceOperation = 'addEvidence' | 'getEvidence' | 'removeEvidence';

/** Handlers of evidence, whose files are kept in a folder. */
export function evidenceHandlers(folder: EvidenceFolder): Handlers<EvidenceOperation> {
  return {
    // The file is written outside the transaction, for which everybody else would have to wait until it is durable.
    addEvidence: {
      async inquire({ connection, params, body, caller, now }) {
        const { applicationId, fileName } = params;
        const { bytes, mediaType, sha256 } = body;
        checkExtension(fileName, mediaType);
        const { application } = await seenApplication(connection, caller, applicationId);
        checkPlace(application, params, bytes.byteLength);
        // Noted first, so that it is swept away should it never become evidence.
        await noteLooseFile(connection, sha256, now);
        await folder.keep(sha256, bytes);
        return async ({ connection: transaction }) => {
          const { application: locked } = await seenApplication(
            transaction,
            caller,
            applicationId,
            { lock: true },
          );
          const replaced = checkPlace(locked, params, bytes.byteLength);
          if (replaced) await noteLooseFile(transaction, replaced.sha256, now);
          await writeEvidence(transaction, {
            evidenceId: replaced?.evidenceId ?? randomId('evd'),
            applicationId,
            kind: params.evidenceKind,
            fileName,
            mediaType,
            sizeBytes: bytes.byteLength,
            sha256,
            submittedRevision: null,
            addedAt: now.toISOString(),
          });
          return answeredApplication(transaction, caller, applicationId);
        };
      },
    },

    async getEvidence({ connection, params: { applicationId, evidenceId }, caller }) {
      const { application, sight } = await seenApplication(connection, caller, applicationId);
      const evidence = evidenceOf(application, evidenceId);
      if (sight === 'supervision') {
        throw new ProblemError('forbidden', 'Evidence is for the applicant and its reviewers.');
      }
      if (sight === 'reviewer' && evidence.submittedRevision === null)
        throw unknownEvidence(evidenceId);
      return new Response(await folder.read(evidence.sha256), {
        headers: {
          'content-type': evidence.mediaType,
          'content-digest': `sha-256=:${evidence.sha256}:`,
          'content-disposition': attachment(evidence.fileName),
          'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
          'cross-origin-resource-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
        },
      });
    },

    async removeEvidence({ connection, params: { applicationId, evidenceId }, caller, now }) {
      const { application } = await seenApplication(connection, caller, applicationId, {
        lock: true,
      });
      const evidence = evidenceOf(application, evidenceId);
      checkNotSubmitted(evidence);
      await removeEvidence(connection, evidenceId);
      await noteLooseFile(connection, evidence.sha256, now);
      return answeredApplication(connection, caller, applicationId);
    },
  };
}

function evidenceOf({ evidence }: StoredApplication, evidenceId: string): EvidenceRow {
  const row = evidence.find((each) => each.evidenceId === evidenceId);
  if (row) return row;
  throw unknownEvidence(evidenceId);
}

function unknownEvidence(evidenceId: string): ProblemError {
  return new ProblemError('notFound', `There is no evidence ${evidenceId}.`);
}

const extensions: Readonly<Record<string, RegExp>> = {
  'application/pdf': /\.pdf$/i,
  'image/jpeg': /\.jpe?g$/i,
  'image/png': /\.png$/i,
};

// Bytes can be a PDF and a web page at once: under the name of a page, a reviewer's computer would run what it downloads.
function checkExtension(fileName: string, mediaType: string): void {
  if (extensions[mediaType]?.test(fileName)) return;
  throw invalidInput('path', '/fileName', `must end as files of ${mediaType} do`);
}

/** The file that a new one takes the place of, if any; throws `conflict` where there is no place for it. */
function checkPlace(
  application: StoredApplication,
  { evidenceKind, fileName }: { readonly evidenceKind: string; readonly fileName: string },
  size: number,
): EvidenceRow | undefined {
  if (!application.tracks.some(isSubmittable)) {
    throw new ProblemError('conflict', 'Nothing of the application is to be mended now.');
  }
  const replaced = application.evidence.find(
    (row) => row.kind === evidenceKind && row.fileName === fileName,
  );
  if (replaced) checkNotSubmitted(replaced);
  checkQuota(application, replaced, size);
  return replaced;
}

function checkNotSubmitted({ submittedRevision, fileName }: EvidenceRow): void {
  if (submittedRevision === null) return;
  throw new ProblemError(
    'conflict',
    `"${fileName}" was submitted, so it stays. Add evidence under another name.`,
  );
}

function checkQuota(
  { evidence }: StoredApplication,
  replaced: EvidenceRow | undefined,
  size: number,
): void {
  const others = evidence.filter((row) => row !== replaced);
  const bytes = others.reduce((sum, row) => sum + row.sizeBytes, size);
  if (others.length < evidenceQuota.files && bytes <= evidenceQuota.bytes) return;
  throw new ProblemError(
    'conflict',
    `An application holds at most ${evidenceQuota.files} files of ${evidenceQuota.bytes} bytes together.`,
    {
      issues: [
        {
          in: 'record',
          pointer: '/evidence',
          detail: 'must be fewer or smaller',
          code: 'evidenceQuota',
        },
      ],
    },
  );
}

/** A Content-Disposition that makes browsers save a file under its name (RFC 6266, RFC 8187). */
function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
