import {
  encodeBase64,
  parseNote,
  parseVerifierKey,
  verifyNote,
  type NoteSignature,
} from '@fupin/credential/log';

/** A witness that cosigns the log's checkpoints (C2SP tlog-witness). */
export interface Witness {
  /** Its verifier key, of type cosignature/v1. */
  readonly verifierKey: string;
  /** The prefix of its addresses, without a slash at the end. */
  readonly url: string;
}

/** What a witness is asked to cosign. */
export interface Submission {
  readonly treeSize: number;
  /** The checkpoint as the log signed it. */
  readonly note: string;
  /** The consistency proof from an older size. */
  readonly proofFrom: (oldSize: number) => Promise<readonly Uint8Array[]>;
}

/** A witness gave no cosignature; the message says why. */
export class WitnessError extends Error {
  override readonly name = 'WitnessError';
  readonly code = 'witness';
}

/**
 * Asks a witness for its cosignature on a checkpoint, telling it the size that it is believed to have seen last. Throws a
 * WitnessError where it gives none that verifies, and whatever `fetch` throws.
 */
export async function askWitness(
  { verifierKey, url }: Witness,
  submission: Submission,
  lastSize: number,
  { fetch, timeoutMs }: { readonly fetch: typeof globalThis.fetch; readonly timeoutMs: number },
): Promise<NoteSignature> {
  const signal = AbortSignal.timeout(timeoutMs);
  const post = async (oldSize: number) =>
    fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body: await requestBody(submission, oldSize),
      redirect: 'error',
      signal,
    });
  let response = await post(Math.min(lastSize, submission.treeSize));
  if (response.status === 409) {
    const seen = sizeIn(await response.text(), url);
    if (seen > submission.treeSize) {
      throw new WitnessError(
        `${url} has seen ${seen} leaves, more than the ${submission.treeSize} there are`,
      );
    }
    response = await post(seen);
  }
  const text = await response.text();
  if (response.status !== 200) {
    throw new WitnessError(`${url} answered ${response.status}: ${text.slice(0, 200)}`);
  }
  return cosignatureIn(text, submission.note, { verifierKey, url });
}

async function requestBody({ note, proofFrom }: Submission, oldSize: number): Promise<string> {
  const lines = (await proofFrom(oldSize)).map((hash) => `${encodeBase64(hash)}\n`);
  return `old ${oldSize}\n${lines.join('')}\n${note}`;
}

function sizeIn(text: string, url: string): number {
  const size = Number(text);
  if (/^(?:0|[1-9]\d*)\n$/.test(text) && Number.isSafeInteger(size)) return size;
  throw new WitnessError(`${url} answered 409 without the size that it has seen`);
}

async function cosignatureIn(
  lines: string,
  note: string,
  { verifierKey, url }: Witness,
): Promise<NoteSignature> {
  const key = await parseVerifierKey(verifierKey);
  try {
    const { text } = parseNote(note);
    const { signatures } = parseNote(`${text}\n${lines}`);
    const ours = signatures.filter(({ name, id }) => name === key.name && id === key.id);
    const [verified] = await verifyNote({ text, signatures: ours }, [key]);
    if (ours[0] && verified?.timestamp) return ours[0];
  } catch {
    // Told below, in the words of whoever reads the registry's log.
  }
  throw new WitnessError(`${url} answered without a good cosignature by ${key.name}`);
}
