import { digestCertificate } from '@fupin/credential';
import { verifyLogProof, type LogProof } from '@fupin/credential/log';

/** Where a certificate stands in the transparency log, if the proof that it does holds. */
export type LogFinding =
  | {
      readonly state: 'logged';
      /** Place in the log, from 0, and how many entries the log had. */
      readonly index: number;
      readonly treeSize: number;
      /** When the log took it in, by its own clock; RFC 3339. */
      readonly at: string;
    }
  | { readonly state: 'unverifiable' };

/** Verifies the proof that a certificate, as compact JWS, is in the log that has this verifier key (C2SP signed-note). */
export async function findInLog(
  certificate: string,
  proof: LogProof,
  logKey: string,
): Promise<LogFinding> {
  const digest = await digestCertificate(certificate).catch(() => '');
  const verification = await verifyLogProof(digest, proof, { logKey });
  if (verification.state === 'unverifiable') return { state: 'unverifiable' };
  const { at } = JSON.parse(proof.entry) as { at: string };
  const { index, treeSize } = verification;
  return { state: 'logged', index, treeSize, at };
}
