import type { StoredApplication } from '../applications/application-store.ts';
import type { EvidenceRow } from '../applications/application-tables.ts';
import { answeredApplication, seenApplication } from '../applications/seen-application.ts';
import { isSubmittable } from '../applications/track-flow.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { randomId } from '../record-id.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import { removeEvidence, writeEvidence } from './evidence-store.ts';

/** How much evidence one application may hold. */
export const evidenceQuota = { files: 50, bytes: 100 * 1_048_576 } as const;

type EvidenceOperation = 'addEvidence' | 'getEvidence' | 'removeEvidence';

/** Handlers of evidence, whose files are kept in a folder. */
export function evidenceHandlers(folder: EvidenceFolder): Handlers<EvidenceOperation> {
  return {
    async addEvidence({ connection, params, body, caller, now }) {
      const { applicationId, evidenceKind, fileName } = params;
      const { application } = await seenApplication(connection, caller, applicationId, {
        lock: true,
      });
      checkOpen(application);
      const replaced = application.evidence.find(
        (row) => row.kind === evidenceKind && row.fileName === fileName,
      );
      if (replaced) checkNotSubmitted(replaced);
      checkQuota(application, replaced, body.bytes.byteLength);
      await writeEvidence(connection, {
        evidenceId: replaced?.evidenceId ?? randomId('evd'),
        applicationId,
        kind: evidenceKind,
        fileName,
        mediaType: body.mediaType,
        sizeBytes: body.bytes.byteLength,
        sha256: body.sha256,
        submitted: false,
        addedAt: now.toISOString(),
      });
      // Last, so that whatever is refused leaves no file behind.
      await folder.keep(body.sha256, body.bytes);
      return answeredApplication(connection, caller, applicationId);
    },

    async getEvidence({ connection, params: { applicationId, evidenceId }, caller }) {
      const { application, sight } = await seenApplication(connection, caller, applicationId);
      const evidence = evidenceOf(application, evidenceId);
      if (sight === 'supervision') {
        throw new ProblemError('forbidden', 'Evidence is for the applicant and its reviewers.');
      }
      if (sight === 'reviewer' && !evidence.submitted) throw unknownEvidence(evidenceId);
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

    async removeEvidence({ connection, params: { applicationId, evidenceId }, caller }) {
      const { application } = await seenApplication(connection, caller, applicationId, {
        lock: true,
      });
      checkNotSubmitted(evidenceOf(application, evidenceId));
      await removeEvidence(connection, evidenceId);
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

function checkOpen({ tracks }: StoredApplication): void {
  if (tracks.some(isSubmittable)) return;
  throw new ProblemError('conflict', 'Nothing of the application is to be mended now.');
}

function checkNotSubmitted({ submitted, fileName }: EvidenceRow): void {
  if (!submitted) return;
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
