import { ProblemError, type Reader } from '@fupin/client/read';
import { verifyCertificate, type UnverifiableReason } from '@fupin/credential/verify';
import type { Certificate, CertificateBundle } from '@fupin/schema';
import { dueAfter } from '../certification-badge/due-time.ts';
import { lookEvery } from '../certification-badge/page-watch.ts';
import { evidenceIn, trustIn, type Trusted } from '../certification-badge/trust.ts';
import type { RegistryContext } from '../provider/registry-context.ts';
import { certificateFacts, type CertificateFacts } from './certificate-facts.ts';
import type { LogFinding } from './log-finding.ts';

/** How long an outcome serves, in milliseconds; a status may have changed after that. */
const maximumAge = 5 * 60_000;

/** What became of a certificate: what was verified, or why nothing can be said. */
export type CertificateOutcome =
  | {
      readonly state: 'valid' | 'expired' | 'suspended' | 'revoked';
      readonly facts: CertificateFacts;
    }
  | {
      readonly state: 'unverifiable';
      readonly reason: UnverifiableReason | 'certificateMissing' | 'notLoaded';
    };

/** What a certificate shows: `verifying` at first, then what became of it. */
export type CertificateState = 'verifying' | CertificateOutcome['state'];

/** All that is known of a certificate. */
export interface CertificateJudgement {
  readonly outcome: CertificateOutcome;
  /** When it was verified, in milliseconds since 1970. */
  readonly at: number;
  /** The registry's record, which nobody signed; undefined where it could not be had. */
  readonly record: Certificate | undefined;
  /** What came of the proof that it is in the transparency log, where there is one and a key to verify it with. */
  readonly log: LogFinding | undefined;
  readonly isDue: () => boolean;
}

interface Judging {
  readonly judgement: Promise<CertificateJudgement>;
  isDue: () => boolean;
}

const perReader = new WeakMap<Reader, Map<string, Judging>>();

/** Loads and verifies a certificate; what asks again before it is due shares the judgement, unless it wants it `anew`. */
export function judgeCertificate(
  certificateId: string,
  context: RegistryContext & { readonly logKey: string | undefined },
  anew: boolean,
): Promise<CertificateJudgement> {
  const { reader, rootKey, logKey } = context;
  let judged = perReader.get(reader);
  if (!judged) perReader.set(reader, (judged = new Map()));
  const question = [certificateId, rootKey, logKey].join('\n');
  const known = judged.get(question);
  if (known && !anew && !known.isDue()) return known.judgement;
  const judgement = load(certificateId, context);
  const judging: Judging = { judgement, isDue: () => false };
  judged.set(question, judging);
  judgement.then(
    ({ isDue }) => (judging.isDue = isDue),
    () => judged.delete(question),
  );
  return judgement;
}

async function load(
  certificateId: string,
  context: RegistryContext & { readonly logKey: string | undefined },
): Promise<CertificateJudgement> {
  const { reader, logKey } = context;
  const record = reader
    .read('GET /v1/certificates/{certificateId}', { certificateId })
    .catch(() => undefined);
  const bundle = await reader
    .read('GET /certificates/{certificateId}/bundle', { certificateId })
    .catch((error: unknown) => {
      if (error instanceof ProblemError && error.code === 'notFound') return undefined;
      throw error;
    });
  const at = Date.now();
  const log = bundle && (await logFinding(bundle, logKey));
  const outcome = bundle ? await judge(certificateId, bundle, context, log) : missing;
  return { outcome, at, record: await record, log, isDue: dueAfter(maximumAge) };
}

const missing = { state: 'unverifiable', reason: 'certificateMissing' } as const;

async function judge(
  certificateId: string,
  bundle: CertificateBundle,
  trusted: Trusted,
  log: LogFinding | undefined,
): Promise<CertificateOutcome> {
  const verification = await verifyCertificate(
    { ...evidenceIn(bundle), certificate: bundle.certificate },
    {
      ...trustIn(trusted),
      now: Date.now() + lookEvery,
      ...(log?.state === 'logged' && { loggedAt: Date.parse(log.at) }),
    },
  );
  if (verification.state === 'unverifiable') return verification;
  const { state, certificate } = verification;
  // A genuine certificate of another product, under the id that was asked for, says nothing about this one.
  if (!certificate.id.endsWith(`/${certificateId}`)) return missing;
  return { state, facts: certificateFacts(certificate, trusted.registry) };
}

async function logFinding({ certificate, logProof }: CertificateBundle, logKey?: string) {
  if (!logProof || !logKey) return undefined;
  try {
    const { findInLog } = await import('./log-finding.ts');
    return await findInLog(certificate, logProof, logKey);
  } catch {
    return { state: 'unverifiable' } as const;
  }
}
